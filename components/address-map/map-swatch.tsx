import type { MapClass } from '@/lib/xmail/address-map'
import { CLASS_LOOKS, type Pattern } from './class-looks'

const IMAGES: Readonly<Record<Pattern, (ink: string) => string | undefined>> = {
  plain: () => undefined,
  dots: (ink) => `radial-gradient(${ink} 1px, transparent 1px)`,
  falling: (ink) => `repeating-linear-gradient(45deg, ${ink} 0 1.5px, transparent 1.5px 4.2px)`,
  rising: (ink) => `repeating-linear-gradient(-45deg, ${ink} 0 1.5px, transparent 1.5px 4.2px)`,
}

/** How the picture shows a class, with its sign beside it. */
export function MapSwatch({ of }: { of: MapClass }) {
  const { sign: Sign, ground, ink, pattern } = CLASS_LOOKS[of]
  return (
    <span aria-hidden className="inline-flex shrink-0 items-center gap-1.5 align-text-bottom">
      <span
        className="inline-block h-4 w-6 border border-line-strong"
        style={{
          backgroundColor: `var(${ground})`,
          backgroundImage: IMAGES[pattern](`var(${ink})`),
          backgroundSize: pattern === 'dots' ? '4px 4px' : undefined,
        }}
      />
      <Sign className="size-4 text-ink-2" />
    </span>
  )
}
