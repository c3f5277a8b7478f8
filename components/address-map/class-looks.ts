import {
  CircleCheck,
  CircleMinus,
  CircleSlash,
  Clock,
  Feather,
  KeyRound,
  type LucideIcon,
  Minus,
  Plus,
  Send,
  Shuffle,
} from 'lucide-react'
import type { MapClass } from '@/lib/xmail/address-map'

/** Told apart without colour, too: whoever sees none sees these. */
export type Pattern = 'plain' | 'dots' | 'falling' | 'rising'

export interface ClassLook {
  readonly sign: LucideIcon
  /** Colour tokens of app/globals.css: the ground, and what is drawn on it. */
  readonly ground: string
  readonly ink: string
  readonly pattern: Pattern
  /** The token of a single address: seen in one pixel, where a pattern would hide it. */
  readonly alone: string
}

const closes = (sign: LucideIcon, pattern: Pattern): ClassLook => ({
  sign,
  ground: pattern === 'plain' ? '--closes' : '--closes-soft',
  ink: '--closes',
  pattern,
  alone: '--closes',
})

const opens = (sign: LucideIcon, pattern: Pattern): ClassLook => ({
  sign,
  ground: pattern === 'dots' ? '--opens' : '--opens-soft',
  ink: pattern === 'dots' ? '--opens-soft' : '--opens',
  pattern,
  alone: '--opens',
})

const quiet = (sign: LucideIcon): ClassLook => ({
  sign,
  ground: '--sunken',
  ink: '--sunken',
  pattern: 'plain',
  alone: '--line-strong',
})

/** Amber is more than others may do, blue is less; what is fine has no colour (docs/VISUAL-LANGUAGE.md). */
export const CLASS_LOOKS: Readonly<Record<MapClass, ClassLook>> = {
  refused: closes(CircleSlash, 'plain'),
  'no-relay': quiet(CircleMinus),
  'sign-in': closes(KeyRound, 'dots'),
  waits: closes(Clock, 'falling'),
  sends: quiet(CircleCheck),
  'let-in': quiet(CircleCheck),
  untouched: quiet(CircleCheck),
  spared: opens(Feather, 'rising'),
  relays: opens(Send, 'dots'),
  'as-ipv4': quiet(Shuffle),
  closes: closes(Minus, 'plain'),
  same: quiet(CircleCheck),
  opens: opens(Plus, 'dots'),
}
