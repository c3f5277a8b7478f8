'use server'

import type { Preset } from '@/components/access/presets'
import * as access from '@/lib/server/draft/access-actions'
import type { IpmapRequest, RowRef } from '@/lib/xmail/tables'

export async function stageRules(serverId: string, service: string, request: IpmapRequest) {
  return access.stageAccessRules({ ...request, serverId, service })
}

export async function stageRemoval(serverId: string, service: string, rows: RowRef[]) {
  return access.stageAccessRemoval({ serverId, service, rows })
}

export async function stageMove(serverId: string, service: string, row: RowRef, to: number) {
  return access.stageAccessMove({ serverId, service, row, to })
}

export async function stagePreset(serverId: string, service: string, preset: Preset) {
  return access.stageAccessPreset({ serverId, service, preset })
}
