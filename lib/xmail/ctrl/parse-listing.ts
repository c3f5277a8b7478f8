import { unstuffLine } from './dots'
import { FILE_LINE_BYTES } from './limits'

/** A file as CTRL tells it: lines ended by LF, a byte string. */
export interface DecodedFile {
  readonly text: string
  /** The file has a line that arrived in pieces: it can be shown, but writing it back would break that line. */
  readonly tooLong: boolean
}

/**
 * The rows of a listing, from its lines as received (without line ends, without the final `.`). XMail wraps each value
 * in quotes without escaping (semantics.md 8.5), so only the outer ones are taken off.
 */
export function parseListing(lines: readonly string[]): string[][] {
  return lines.map((line) => unstuffLine(line).split('\t').map(stripQuotes))
}

function stripQuotes(field: string): string {
  return field.length >= 2 && field.startsWith('"') && field.endsWith('"') ? field.slice(1, -1) : field
}

/** A file from the lines of `cfgfileget` as received: still stuffed, without line ends, without the final `.`. */
export function decodeFileLines(lines: readonly string[]): DecodedFile {
  const contents = lines.map(unstuffLine)
  return {
    text: contents.map((line) => `${line}\n`).join(''),
    tooLong: contents.some((line, at) => line.length >= FILE_LINE_BYTES || isCutBeforeLineFeed(contents, at)),
  }
}

/** A line of one byte less, ended by CR LF on disk: the buffer fills up at the CR, and the LF arrives as a blank line. */
function isCutBeforeLineFeed(contents: readonly string[], at: number): boolean {
  return contents[at]?.length === FILE_LINE_BYTES - 1 && contents[at + 1] === ''
}
