// Express and pg with nothing between them: twenty rows as JSON, and one committed INSERT.
import { randomUUID } from 'node:crypto';
import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const app = express();
app.disable('x-powered-by');

app.get('/posts', async (_req, res, next) => {
  try {
    const { rows } = await pool.query({
      name: 'posts',
      text: 'SELECT id, author, body, at FROM post ORDER BY seq DESC LIMIT 20',
    });
    res.json(rows);
  } catch (error) {
    next(error);
  }
});

app.post('/posts', express.json(), async (req, res, next) => {
  try {
    const { rows } = await pool.query({
      name: 'insert',
      text: 'INSERT INTO message (id, thread, author, body) VALUES ($1, $2, $3, $4) RETURNING id, at',
      values: [randomUUID(), req.body.threadId, 'somebody', req.body.body],
    });
    res.json(rows[0]);
  } catch (error) {
    next(error);
  }
});

const server = app.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
