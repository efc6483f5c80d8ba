// The least an HTTP server in Node can do: the measure that other figures are divided by.
import { createServer } from 'node:http';

const server = createServer((_req, res) => res.end('hello'));
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
