import { parseSync, type Plugin, Visitor } from 'vite';

/**
 * What no call of ours reaches in Papa Parse: it reads text only, with a given separator, in the page itself. The library
 * is one function, from which the bundler cannot remove a part.
 */
export const UNREACHED = [
  'getWorkerBlob',
  'newWorker',
  'mainThreadReceivedMessage',
  'completeWorker',
  'workerThreadReceivedMessage',
  'JsonToCsv',
  'NetworkStreamer',
  'FileStreamer',
  'ReadableStreamStreamer',
  'DuplexStreamStreamer',
  'guessDelimiter',
];

/** Builds Papa Parse without the functions that no call of ours reaches. A call of one of them throws. */
export function onlyParsing(): Plugin {
  return {
    name: 'untag:only-parsing',
    apply: 'build',
    enforce: 'pre',
    resolveId: {
      filter: { id: /^papaparse$/ },
      handler(_, importer) {
        return this.resolve('papaparse/papaparse.js', importer);
      },
    },
    transform: {
      filter: { id: /\/papaparse\/papaparse\.js$/ },
      handler: (code, id) => withoutBodies(id, code, UNREACHED),
    },
  };
}

/** A source with a body that throws in each function of these names. Throws where a name is not there exactly once. */
export function withoutBodies(path: string, code: string, names: readonly string[]): string {
  const bodies: { readonly name: string; readonly start: number; readonly end: number }[] = [];
  new Visitor({
    FunctionDeclaration({ id, body }) {
      if (id !== null && body !== null && names.includes(id.name))
        bodies.push({ name: id.name, start: body.start, end: body.end });
    },
  }).visit(parseSync(path, code).program);
  for (const name of names)
    if (bodies.filter((body) => body.name === name).length !== 1)
      throw new Error(`${path} does not have one function ${name}, which the build would leave out.`);
  return bodies
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (text, { name, start, end }) => `${text.slice(0, start)}{ throw Error('${name}'); }${text.slice(end)}`,
      code,
    );
}
