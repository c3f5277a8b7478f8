export { stuffLine, unstuffLine } from './dots'
export { encodeCommand, encodeLogin, type LoginSecret } from './encode-command'
export { encodeData } from './encode-data'
export { encodeFileLines } from './encode-file'
export { ERROR_TEXTS, errorText } from './error-texts'
export {
  COMMAND_LINE_BYTES,
  DATA_LINE_BYTES,
  END_OF_DATA,
  FILE_LINE_BYTES,
  LOGIN_LINE_BYTES,
  REPLY_LISTING,
  REPLY_OK,
  REPLY_SEND_DATA,
  START_TLS_LINE,
} from './limits'
export { type DecodedFile, decodeFileLines, parseListing } from './parse-listing'
export { type Greeting, parseGreeting, parseReplyLine, type Reply } from './parse-reply'
export { readsAsCommand } from './reads-as-command'
export { type ReplyPhase, replyFault } from './reply-fault'
