import { useTranslations } from 'next-intl'
import { HelpFor } from '@/components/form/legend'
import { Button } from '@/components/ui/button'
import { FileName, Section } from '@/components/ui/page'
import type { ShownByHand } from './shown-by-hand'

interface ByHandProps {
  byHand: ShownByHand
  /** `apply`: what a draft would do. `putBack`: what a change has replaced. */
  goal: 'apply' | 'putBack'
  /** The address below which `commands`, `file` and, for a draft, `patch` are. */
  base: string
}

/** How to do without the console what it would do: commands, the files themselves, and what neither of them has. */
export function ByHand({ byHand, goal, base }: ByHandProps) {
  const t = useTranslations('byHand')
  const { way, files, leftOut } = byHand
  return (
    <Section
      title={t(`${goal}Title`)}
      aside={<HelpFor text={t(`${goal}Title`)} helpKey={`byHand_${way}`} />}
      id="by-hand"
    >
      <div className="max-w-3xl space-y-3 text-sm">
        <p>{t(`${goal}Lead`)}</p>
        <div className="flex flex-wrap gap-2">
          {goal === 'apply' && (
            <Button asChild size="sm">
              <a href={`${base}/patch`} download>
                {t('patch')}
              </a>
            </Button>
          )}
          <Button asChild size="sm">
            <a href={`${base}/commands`} download>
              {t(`commands_${way}`)}
            </a>
          </Button>
        </div>
        {files.length > 0 && (
          <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            {t(`${goal}Files`)}
            {files.map((path) => (
              <a
                key={path}
                href={`${base}/file?path=${encodeURIComponent(path)}`}
                download
                className="underline underline-offset-2"
              >
                <code className="text-xs break-all">{path}</code>
              </a>
            ))}
          </p>
        )}
        {leftOut.length > 0 && (
          <ul className="space-y-1 text-ink-2">
            {leftOut.map(({ path, because }) => (
              <li key={path}>
                <FileName>{path}</FileName> {t(`leftOut_${because}`)}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  )
}
