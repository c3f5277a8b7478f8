import { ArrowDownLeft, ArrowUpRight, Equal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { isEmptyReach, PrefixList, type ShownReach, useAddresses } from '@/components/table/reach'
import { Notice } from '@/components/ui/notice'
import type { ShownFile, ShownMeaning } from './shown-review'

const TAKES_EFFECT = {
  'next-use': 'takesEffectNextUse',
  'next-connection': 'takesEffectNextConnection',
  'next-session': 'takesEffectNextSession',
  restart: 'takesEffectRestart',
} as const

/** Who gains and who loses, in addresses and in words; then when it takes effect. */
export function MeaningView({ meaning, files }: { meaning: ShownMeaning; files: readonly ShownFile[] }) {
  const t = useTranslations('review')
  const addresses = useAddresses()
  const { relay, gates } = meaning
  const effects = new Set(files.map((file) => file.takesEffect))
  return (
    <div className="space-y-2.5">
      {relay?.opensToAll && (
        <Notice look="broken" role="alert">
          {t('opensToAll')}
        </Notice>
      )}
      {relay && (
        <>
          <Change
            look="opens"
            reach={relay.gained}
            text={t('relayGains', { addresses: addresses(relay.gained) })}
          />
          <Change
            look="closes"
            reach={relay.lost}
            text={t('relayLosses', { addresses: addresses(relay.lost) })}
          />
          {isEmptyReach(relay.gained) && isEmptyReach(relay.lost) && <Same>{t('relaySame')}</Same>}
          <p className="text-sm text-ink-2">
            {isEmptyReach(relay.after)
              ? t('relayNowNobody')
              : t('relayNow', { addresses: addresses(relay.after) })}
          </p>
        </>
      )}
      {gates.map((gate) => {
        const service = nameGate(gate.path)
        return (
          <div key={gate.path} className="space-y-2.5">
            <Change
              look="opens"
              reach={gate.gained}
              text={t('gateGains', { addresses: addresses(gate.gained), service })}
            />
            <Change
              look="closes"
              reach={gate.lost}
              text={t('gateLosses', { addresses: addresses(gate.lost), service })}
            />
            {isEmptyReach(gate.gained) && isEmptyReach(gate.lost) && (
              <Same>{t('gateSame', { service })}</Same>
            )}
          </div>
        )
      })}
      {(relay?.partial || gates.some((gate) => gate.partial)) && (
        <p className="text-sm text-ink-2">{t('dependsOnDns')}</p>
      )}
      {files.length > 0 && (
        <p className="text-sm text-ink-2">
          <span className="font-medium text-ink">{t('takesEffect')}</span>{' '}
          {[...effects].map((effect) => t(TAKES_EFFECT[effect])).join(' ')}
        </p>
      )}
    </div>
  )
}

function Change({ look, reach, text }: { look: 'opens' | 'closes'; reach: ShownReach; text: string }) {
  if (isEmptyReach(reach)) return null
  const Icon = look === 'opens' ? ArrowUpRight : ArrowDownLeft
  const colours = look === 'opens' ? 'border-opens-line bg-opens-soft' : 'border-closes-line bg-closes-soft'
  return (
    <div className={`flex gap-2.5 rounded-md border px-3 py-2.5 ${colours}`} data-meaning={look}>
      <Icon
        aria-hidden
        className={`mt-0.5 size-4 shrink-0 ${look === 'opens' ? 'text-opens' : 'text-closes'}`}
      />
      <div className="min-w-0 space-y-1">
        <p className="text-base font-semibold">{text}</p>
        <PrefixList reach={reach} />
      </div>
    </div>
  )
}

function Same({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-center gap-2.5 rounded-md border px-3 py-2.5 text-base">
      <Equal aria-hidden className="size-4 shrink-0 text-ink-2" />
      {children}
    </p>
  )
}

/** The service of an access list, with the account's folder where it is one account's. */
function nameGate(path: string): string {
  const slash = path.lastIndexOf('/')
  const service = path
    .slice(slash + 1)
    .replace('.ipmap.tab', '')
    .toUpperCase()
  return slash < 0 ? service : `${service} (${path.slice(0, slash)})`
}
