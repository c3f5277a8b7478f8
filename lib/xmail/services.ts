import { z } from 'zod'

/** What XMail listens for, each with a port of its own (semantics.md 10.3). */
export const SERVICE_NAMES = ['smtp', 'smtps', 'pop3', 'pop3s', 'finger', 'ctrl', 'ctrls'] as const

export type ServiceName = (typeof SERVICE_NAMES)[number]

/** The port that a service has unless XMail was started with another, which no file says (semantics.md 10.3). */
export const DEFAULT_PORTS: Readonly<Record<ServiceName, number>> = {
  smtp: 25,
  smtps: 465,
  pop3: 110,
  pop3s: 995,
  finger: 79,
  ctrl: 6017,
  ctrls: 6018,
}

export interface ServiceAddress {
  readonly host: string
  readonly port: number
}

/** Where the services of a server are reached. Null: not from here. */
export type Services = Readonly<Record<ServiceName, ServiceAddress | null>>

const placeSchema = z.object({
  /** '' is the host by which the server itself is reached. */
  host: z
    .string()
    .trim()
    .max(253)
    .regex(/^[A-Za-z0-9.:_-]*$/),
  port: z.number().int().min(1).max(65_535),
})

/** What a person has said of each service. Null: not reached from here; left out: at its usual place. */
export const serviceChoicesSchema = z.partialRecord(z.enum(SERVICE_NAMES), placeSchema.nullable())

export type ServiceChoices = z.output<typeof serviceChoicesSchema>

/** Where each service is reached: as chosen, else at the port `usual` names, on the server's own host. */
export function resolveServices(
  host: string,
  choices: ServiceChoices,
  usual: Readonly<Record<ServiceName, number>> = DEFAULT_PORTS,
): Services {
  const place = (name: ServiceName): ServiceAddress | null => {
    const chosen = choices[name]
    if (chosen === null) return null
    return { host: chosen?.host || host, port: chosen?.port ?? usual[name] }
  }
  return Object.fromEntries(SERVICE_NAMES.map((name) => [name, place(name)])) as Services
}
