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

Exit codes: 0 nothing found, accepted, no change; 1 findings, refused in some case, changes;
2 called wrongly or unreadable.`
