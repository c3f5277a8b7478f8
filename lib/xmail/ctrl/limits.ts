/**
 * How long a line may be on a CTRL connection (semantics.md 8.3), in bytes of content: without its CR LF. A line that is
 * one byte longer is not refused. XMail cuts it, and what follows it is run as commands.
 */

/** The login line. Longer: the server closes without a word. */
export const LOGIN_LINE_BYTES = 252

/** A command with its arguments. Longer: the server closes without a word. */
export const COMMAND_LINE_BYTES = 4092

/** A line of uploaded data, counted after dot-stuffing. Longer: the upload is committed as far as it had come. */
export const DATA_LINE_BYTES = 2044

/**
 * A line of a file as XMail sends it, counted after unstuffing. A longer line of the file arrives in pieces of exactly
 * this size, without a mark; so one line of this size means that the file's real lines are unknown.
 */
export const FILE_LINE_BYTES = 2046

/** The line that ends a listing or an upload. */
export const END_OF_DATA = '.'

/** The first line of a client that wants TLS on the CTRL port (semantics.md 8.2). */
export const START_TLS_LINE = '#!TLS\r\n'

export const REPLY_OK = 0
/** A listing follows, up to END_OF_DATA. */
export const REPLY_LISTING = 100
/** The server waits for data, up to END_OF_DATA. Sending before this reply is seen can run the data as commands. */
export const REPLY_SEND_DATA = 101
