// The page behind Express, as Remix's own adapter serves it: streamed, uncompressed, no session.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequestHandler, writeReadableStreamToWritable } from '@remix-run/node';
import express from 'express';
import pg from 'pg';

const build = await import(pathToFileURL(join(process.env.PEER_BUILD, 'server/index.js')).href);
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const handle = createRequestHandler(build, 'production');
const app = express();
app.disable('x-powered-by');
app.use('/assets', express.static(join(process.env.PEER_BUILD, 'client/assets')));
app.use(async (req, res, next) => {
  try {
    const headers = new Headers();
    for (const [name, value] of Object.entries(req.headers)) headers.set(name, String(value));
    const request = new Request(new URL(req.originalUrl, `http://${req.headers.host}`), {
      headers,
    });
    const response = await handle(request, { pool });
    res.status(response.status);
    for (const [name, value] of response.headers) res.append(name, value);
    await writeReadableStreamToWritable(response.body, res);
  } catch (error) {
    next(error);
  }
});
const server = app.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
