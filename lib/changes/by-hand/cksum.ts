/** Bytes as cksum(1) of POSIX prints them: the CRC, a blank, the size in bytes. No file and an empty one are the same. */
export function cksum(bytes: Uint8Array): string {
  let crc = 0
  for (const byte of bytes) crc = step(crc, byte)
  for (let size = bytes.length; size > 0; size = Math.floor(size / 256)) crc = step(crc, size % 256)
  return `${~crc >>> 0} ${bytes.length}`
}

const POLYNOMIAL = 0x04c11db7
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24
  for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ POLYNOMIAL : crc << 1
  return crc
})

function step(crc: number, byte: number): number {
  return (crc << 8) ^ (TABLE[(crc >>> 24) ^ byte] ?? 0)
}
