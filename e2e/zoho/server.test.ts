import http2 from 'node:http2';
import tls from 'node:tls';
import { describe, expect, it } from 'vitest';
import { startZoho } from './simulator.ts';
import type { Zoho } from './simulator.ts';

function protocolOf(zoho: Zoho): Promise<string | false | null> {
  return new Promise((resolve, reject) => {
    const socket = tls.connect(
      {
        host: '127.0.0.1',
        port: zoho.port,
        ca: zoho.certificate,
        servername: 'www.zohoapis.com',
        ALPNProtocols: ['h2', 'http/1.1'],
      },
      () => {
        resolve(socket.alpnProtocol);
        socket.destroy();
      },
    );
    socket.on('error', reject);
  });
}

/** A call over HTTP/2; resolves with the status, rejects when its stream is reset. */
function over(session: http2.ClientHttp2Session, path: string, token: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const stream = session.request({
      ':path': path,
      ':authority': 'www.zohoapis.com',
      authorization: `Zoho-oauthtoken ${token}`,
    });
    stream.on('response', (headers) => resolve(Number(headers[':status'])));
    stream.on('error', reject);
    stream.resume();
  });
}

describe('the server', () => {
  it('offers HTTP/2 unless told not to', async () => {
    const both = await startZoho();
    const old = await startZoho({ http2: false });
    expect(await protocolOf(both)).toBe('h2');
    expect(await protocolOf(old)).toBe('http/1.1');
    await Promise.all([both.stop(), old.stop()]);
  });

  it('cuts one call of an HTTP/2 connection and leaves the others alone', async () => {
    const zoho = await startZoho();
    const token = zoho.credentials['brightside']!.accessToken;
    const session = http2.connect(`https://127.0.0.1:${zoho.port}`, { ca: zoho.certificate });
    zoho.set({ latency: { baseMs: 100 } });
    zoho.inject({ fault: 'lostAfterApply', match: { path: 'users' } });
    const [org, users] = await Promise.allSettled([
      over(session, '/crm/v8/org', token),
      over(session, '/crm/v8/users', token),
    ]);
    expect(org).toEqual({ status: 'fulfilled', value: 200 });
    expect(users).toMatchObject({ status: 'rejected', reason: { code: 'ERR_HTTP2_STREAM_ERROR' } });
    session.destroy();
    await zoho.stop();
  });

  it('answers foreign hosts with 404', async () => {
    const zoho = await startZoho();
    const session = http2.connect(`https://127.0.0.1:${zoho.port}`, { ca: zoho.certificate });
    const stream = session.request({ ':path': '/', ':authority': 'evil.example' });
    const status = await new Promise((resolve) => stream.on('response', (headers) => resolve(headers[':status'])));
    expect(status).toBe(404);
    expect(zoho.requests).toMatchObject([{ host: 'evil.example', status: 404 }]);
    session.destroy();
    await zoho.stop();
  });
});
