import { z } from 'zod'
import {
  SERVICE_NAMES,
  type ServiceChoices,
  type ServiceName,
  serviceChoicesSchema,
} from '@/lib/xmail/services'
import { startFileFieldSchema } from '@/lib/xmail/start-file-path'

/** Host and port of what is not reached are not looked at. */
const valuesSchema = z.object({ reached: z.boolean(), host: z.string(), port: z.custom<number>() })

type ServiceValues = z.input<typeof valuesSchema>

/** As the form has it: a host and port also of what is not reached, so that a click too many loses nothing. */
export interface ServicesValues {
  services: Record<ServiceName, ServiceValues>
  startFile: string
}

export interface ServicesInput {
  services: ServiceChoices
  startFile: string | null
}

const onlyReached = z
  .record(z.enum(SERVICE_NAMES), valuesSchema)
  .transform((services) =>
    Object.fromEntries(
      Object.entries(services).map(([name, { reached, ...place }]) => [name, reached ? place : null]),
    ),
  )
  .pipe(serviceChoicesSchema)

export const servicesFormSchema = z.object({
  services: onlyReached,
  startFile: startFileFieldSchema,
})

export interface ServicesGiven {
  readonly choices: ServiceChoices
  readonly usualPorts: Readonly<Record<ServiceName, number>>
  readonly startFile: string | null
}

export function valuesOf({ choices, usualPorts, startFile }: ServicesGiven): ServicesValues {
  const values = (name: ServiceName): ServiceValues => ({
    reached: choices[name] !== null,
    host: choices[name]?.host ?? '',
    port: choices[name]?.port ?? usualPorts[name],
  })
  const services = Object.fromEntries(SERVICE_NAMES.map((name) => [name, values(name)]))
  return { services: services as Record<ServiceName, ServiceValues>, startFile: startFile ?? '' }
}
