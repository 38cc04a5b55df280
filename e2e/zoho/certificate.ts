import { X509Certificate, createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generate } from 'selfsigned';
import { HOSTS } from './hosts.ts';

export interface Certificate {
  /** PEM. */
  key: string;
  certificate: string;
  /** The path of the certificate's file. */
  certificatePath: string;
  /** For Chromium's `--ignore-certificate-errors-spki-list`: base64 of the SHA-256 of the public key. */
  spki: string;
  /** Removes the file. */
  remove(): void;
}

const WEEK = 7 * 24 * 3_600_000;

/** A fresh self-signed certificate for every host of Zoho and for the loopback address. */
export async function makeCertificate(): Promise<Certificate> {
  const altNames = [
    ...HOSTS.map((value) => ({ type: 2 as const, value })),
    { type: 2 as const, value: 'localhost' },
    { type: 7 as const, ip: '127.0.0.1' },
  ];
  const pems = await generate([{ name: 'commonName', value: 'Simulated Zoho' }], {
    keyType: 'ec',
    notAfterDate: new Date(Date.now() + WEEK),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'subjectAltName', altNames },
    ],
  });
  const publicKey = new X509Certificate(pems.cert).publicKey.export({ type: 'spki', format: 'der' });
  const folder = mkdtempSync(path.join(tmpdir(), 'simulated-zoho-'));
  const certificatePath = path.join(folder, 'certificate.pem');
  writeFileSync(certificatePath, pems.cert);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Also when the process ends without `stop`.
  process.once('exit', remove);
  return {
    key: pems.private,
    certificate: pems.cert,
    certificatePath,
    spki: createHash('sha256').update(publicKey).digest('base64'),
    remove() {
      process.removeListener('exit', remove);
      remove();
    },
  };
}
