import { createSocket } from 'node:dgram';
import { once } from 'node:events';

type Records = Readonly<Partial<Record<'A' | 'AAAA', readonly string[]>>>;

/** A resolver on this machine whose answers change: question n of a type gets the nth list, and then the last. */
export async function openDnsServer(answers: readonly Records[]) {
  const socket = createSocket('udp4');
  const asked = { A: 0, AAAA: 0 };
  socket.on('message', (query, { port, address }) => {
    const end = 12 + query.subarray(12).indexOf(0) + 5;
    const type = query.readUInt16BE(end - 4) === 1 ? 'A' : 'AAAA';
    const found = answers[Math.min(asked[type]++, answers.length - 1)]?.[type] ?? [];
    const head = Buffer.from(query.subarray(0, 12));
    head.writeUInt16BE(0x8180, 2);
    head.writeUInt16BE(found.length, 6);
    head.writeUInt32BE(0, 8);
    const records = found.map((one) => recordOf(type, one));
    socket.send(Buffer.concat([head, query.subarray(12, end), ...records]), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { server: `127.0.0.1:${socket.address().port}`, asked, close: () => void socket.close() };
}

/** Of the name in the question, for no time. */
function recordOf(type: 'A' | 'AAAA', address: string): Buffer {
  const data = type === 'A' ? Buffer.from(address.split('.').map(Number)) : Buffer.from(address, 'hex');
  const head = Buffer.from([0xc0, 0x0c, 0, type === 'A' ? 1 : 28, 0, 1, 0, 0, 0, 0, 0, data.length]);
  return Buffer.concat([head, data]);
}
