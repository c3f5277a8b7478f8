import type { z } from 'zod'
import { type ActionFault, ERRORS, type ErrorCode, type Fault, fault } from '@/lib/errors'

/**
 * A schema's complaints as faults beside their fields, by the dotted paths that react-hook-form uses. A check may name
 * its code: `refine(…, { params: { code: 'ADDRESS_INVALID' } })`; any other complaint is INPUT_INVALID.
 */
export function fieldFaults(error: z.ZodError): ActionFault {
  const fields: Record<string, Fault> = {}
  for (const issue of error.issues) {
    const field = issue.path.join('.')
    // The first complaint of a field; the later ones mostly follow from it.
    if (field !== '' && !(field in fields)) fields[field] = fault(codeOf(issue), undefined, field)
  }
  return { code: 'INPUT_INVALID', ...(Object.keys(fields).length > 0 && { fields }) }
}

function codeOf(issue: z.core.$ZodIssue): ErrorCode {
  const code = issue.code === 'custom' ? issue.params?.code : undefined
  return typeof code === 'string' && code in ERRORS ? (code as ErrorCode) : 'INPUT_INVALID'
}
