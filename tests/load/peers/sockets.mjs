// Socket.IO with nothing around it: what one socket sends, all in the room get.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const server = createServer();
const io = new Server(server, {
  transports: ['websocket'],
  serveClient: false,
  perMessageDeflate: false,
});
io.on('connection', (socket) => {
  socket.join('room');
  socket.on('post', (frame, ack) => {
    io.to('room').emit('events', frame);
    ack({ ok: true });
  });
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
