export const HELP = `mailroot: says what XMail does with the files of a MailRoot. Reads only.

  mailroot lint DIR [--least danger|warning|notice] [--own ADDRESS] [--json]
      What is dangerous, does nothing, or is not what it looks like, the worst first.
      --least     only findings of this weight or worse (default: notice)
      --own       an address that has to reach CTRL

  mailroot explain DIR --client ADDRESS [options] [--json]
      What XMail answers to a client, and every check on the way.
      --service   smtp, pop3, ctrl or finger (default: smtp)
      --from      MAIL FROM; an empty text is the null sender
      --to        RCPT TO
      --tls       none, starttls or implicit (default: none)
      --authenticated-as   the account that has signed in to send
      --user      the account that signs in by POP3
      --ptr       the client's name in DNS; an empty text: it has none

  mailroot diff DIR1 DIR2 [--json]
      Who gains and who loses when the files of DIR1 become those of DIR2.

  mailroot assert DIR --assertions FILE.json [--json]
      Whether each sentence of a file holds, as the page “What must stay true” exports it; of
      one that does not, a client as an example, and the file and line that decide.

Exit codes: 0 nothing found, accepted, no change, all sentences hold; 1 findings, refused in some
case, changes, a sentence that does not hold or cannot be told; 2 called wrongly or unreadable.`
