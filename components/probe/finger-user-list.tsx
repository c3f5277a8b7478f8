'use client'

import { useTranslations } from 'next-intl'
import { FaultNotice } from '@/components/form/fault-notice'
import { useStaging } from '@/components/table/use-staging'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/errors'
import { JobBar } from './job-bar'
import type { ShownFingerUser, ShownFingerUsers, ShownJob } from './shown-job'

interface FingerUserListProps {
  job: ShownJob<ShownFingerUsers> | null
  read: (afresh: boolean) => Promise<ActionResult<null>>
  cancel: () => Promise<ActionResult<null>>
}

/** What FINGER tells of each user. Read when it is asked for: each user is a file of its own. */
export function FingerUserList({ job, read, cancel }: FingerUserListProps) {
  const t = useTranslations('finger')
  const more = useStaging()
  const { total, lists, users } = job?.result ?? { total: 0, lists: 0, users: [] }
  const running = job?.state === 'running'
  return (
    <div className="space-y-3 text-sm">
      <p className="text-ink-2">{t('usersLead')}</p>
      <JobBar
        job={job}
        words={{ start: t('readUsers'), again: t('readUsersAgain') }}
        progress={total > 0 ? { done: users.length, total } : null}
        mayProbe
        start={() => read(true)}
        cancel={cancel}
      />
      {job && !running && job.state === 'done' && (
        <p data-testid="counts">{t('counts', { shown: users.length, total, lists })}</p>
      )}
      {users.length > 0 && <Users users={users} />}
      {!running && users.length < total && (
        <Button size="sm" onClick={() => more.send(() => read(false))} disabled={more.pending}>
          {t('more')}
        </Button>
      )}
      {more.fault && <FaultNotice fault={more.fault} />}
    </div>
  )
}

function Users({ users }: { users: readonly ShownFingerUser[] }) {
  const t = useTranslations('finger')
  const unset = <span className="text-ink-3">{t('unset')}</span>
  const cell = 'px-2 py-1.5 align-top [overflow-wrap:anywhere] max-sm:block max-sm:py-0.5'
  return (
    <table className="w-full border-t text-sm max-sm:block">
      <thead className="max-sm:sr-only">
        <tr className="text-left text-xs text-ink-2">
          {(['columnAddress', 'columnRealName', 'columnHomePage'] as const).map((key) => (
            <th key={key} scope="col" className="px-2 py-1.5 font-normal">
              {t(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {users.map(({ address, realName, homePage }) => (
          <tr key={address} className="border-b max-sm:block max-sm:py-1">
            <th scope="row" className={`${cell} mono text-left text-xs font-normal`}>
              {address}
            </th>
            <td className={cell}>{realName ?? unset}</td>
            <td className={`${cell} mono text-xs`}>{homePage ?? unset}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
