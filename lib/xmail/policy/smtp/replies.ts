/** How XMail 1.27 calls itself on the SMTP port. */
export const SERVER_NAME = '[XMail 1.27 ESMTP Server]'

/** What a client hears who is refused before the greeting, where server.tab has no words of its own. */
export function refusal(errorNumber: number): string {
  return `421 ${SERVER_NAME} service not available (${errorNumber}), closing transmission channel`
}

export const BAD_SEQUENCE = '503 Bad sequence of commands'
export const BAD_ARGUMENTS = '501 Syntax error in parameters or arguments'
