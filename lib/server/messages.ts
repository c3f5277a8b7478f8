import accessEn from '@/messages/en/access.json'
import accountsEn from '@/messages/en/accounts.json'
import addressMapEn from '@/messages/en/addressMap.json'
import administratorsEn from '@/messages/en/administrators.json'
import assertionsEn from '@/messages/en/assertions.json'
import blockListsEn from '@/messages/en/blockLists.json'
import byHandEn from '@/messages/en/byHand.json'
import commonEn from '@/messages/en/common.json'
import diffEn from '@/messages/en/diff.json'
import editsEn from '@/messages/en/edits.json'
import effectsEn from '@/messages/en/effects.json'
import errorsEn from '@/messages/en/errors.json'
import filesEn from '@/messages/en/files.json'
import findingsEn from '@/messages/en/findings.json'
import fingerEn from '@/messages/en/finger.json'
import frameEn from '@/messages/en/frame.json'
import guideEn from '@/messages/en/guide.json'
import handOverEn from '@/messages/en/handOver.json'
import helpEn from '@/messages/en/help.json'
import historyEn from '@/messages/en/history.json'
import mailboxesEn from '@/messages/en/mailboxes.json'
import openRelayEn from '@/messages/en/openRelay.json'
import overviewEn from '@/messages/en/overview.json'
import ownAccountEn from '@/messages/en/ownAccount.json'
import peopleEn from '@/messages/en/people.json'
import probeEn from '@/messages/en/probe.json'
import readingEn from '@/messages/en/reading.json'
import rebaseEn from '@/messages/en/rebase.json'
import relayEn from '@/messages/en/relay.json'
import reviewEn from '@/messages/en/review.json'
import serversEn from '@/messages/en/servers.json'
import settingsEn from '@/messages/en/settings.json'
import setupEn from '@/messages/en/setup.json'
import signInEn from '@/messages/en/signIn.json'
import signInSettingsEn from '@/messages/en/signInSettings.json'
import simulatorEn from '@/messages/en/simulator.json'
import spamEn from '@/messages/en/spam.json'
import tableEn from '@/messages/en/table.json'
import tlsEn from '@/messages/en/tls.json'
import trialEn from '@/messages/en/trial.json'
import undoEn from '@/messages/en/undo.json'
import variablesEn from '@/messages/en/variables.json'
import whitelistEn from '@/messages/en/whitelist.json'
import whoCanRelayEn from '@/messages/en/whoCanRelay.json'
import accessJa from '@/messages/ja/access.json'
import accountsJa from '@/messages/ja/accounts.json'
import addressMapJa from '@/messages/ja/addressMap.json'
import administratorsJa from '@/messages/ja/administrators.json'
import assertionsJa from '@/messages/ja/assertions.json'
import blockListsJa from '@/messages/ja/blockLists.json'
import byHandJa from '@/messages/ja/byHand.json'
import commonJa from '@/messages/ja/common.json'
import diffJa from '@/messages/ja/diff.json'
import editsJa from '@/messages/ja/edits.json'
import effectsJa from '@/messages/ja/effects.json'
import errorsJa from '@/messages/ja/errors.json'
import filesJa from '@/messages/ja/files.json'
import findingsJa from '@/messages/ja/findings.json'
import fingerJa from '@/messages/ja/finger.json'
import frameJa from '@/messages/ja/frame.json'
import guideJa from '@/messages/ja/guide.json'
import handOverJa from '@/messages/ja/handOver.json'
import helpJa from '@/messages/ja/help.json'
import historyJa from '@/messages/ja/history.json'
import mailboxesJa from '@/messages/ja/mailboxes.json'
import openRelayJa from '@/messages/ja/openRelay.json'
import overviewJa from '@/messages/ja/overview.json'
import ownAccountJa from '@/messages/ja/ownAccount.json'
import peopleJa from '@/messages/ja/people.json'
import probeJa from '@/messages/ja/probe.json'
import readingJa from '@/messages/ja/reading.json'
import rebaseJa from '@/messages/ja/rebase.json'
import relayJa from '@/messages/ja/relay.json'
import reviewJa from '@/messages/ja/review.json'
import serversJa from '@/messages/ja/servers.json'
import settingsJa from '@/messages/ja/settings.json'
import setupJa from '@/messages/ja/setup.json'
import signInJa from '@/messages/ja/signIn.json'
import signInSettingsJa from '@/messages/ja/signInSettings.json'
import simulatorJa from '@/messages/ja/simulator.json'
import spamJa from '@/messages/ja/spam.json'
import tableJa from '@/messages/ja/table.json'
import tlsJa from '@/messages/ja/tls.json'
import trialJa from '@/messages/ja/trial.json'
import undoJa from '@/messages/ja/undo.json'
import variablesJa from '@/messages/ja/variables.json'
import whitelistJa from '@/messages/ja/whitelist.json'
import whoCanRelayJa from '@/messages/ja/whoCanRelay.json'
import type { Locale } from './locales'

/** All words of the console: one namespace a file of messages/<locale>/. Imported, so that the bundle has them. */
export const MESSAGES = {
  en: {
    access: accessEn,
    accounts: accountsEn,
    addressMap: addressMapEn,
    administrators: administratorsEn,
    assertions: assertionsEn,
    common: commonEn,
    diff: diffEn,
    edits: editsEn,
    effects: effectsEn,
    errors: errorsEn,
    findings: findingsEn,
    finger: fingerEn,
    frame: frameEn,
    guide: guideEn,
    mailboxes: mailboxesEn,
    signIn: signInEn,
    simulator: simulatorEn,
    spam: spamEn,
    table: tableEn,
    whitelist: whitelistEn,
    whoCanRelay: whoCanRelayEn,
    setup: setupEn,
    overview: overviewEn,
    openRelay: openRelayEn,
    ownAccount: ownAccountEn,
    people: peopleEn,
    probe: probeEn,
    servers: serversEn,
    relay: relayEn,
    review: reviewEn,
    history: historyEn,
    undo: undoEn,
    tls: tlsEn,
    trial: trialEn,
    handOver: handOverEn,
    help: helpEn,
    files: filesEn,
    reading: readingEn,
    rebase: rebaseEn,
    blockLists: blockListsEn,
    byHand: byHandEn,
    settings: settingsEn,
    signInSettings: signInSettingsEn,
    variables: variablesEn,
  },
  ja: {
    access: accessJa,
    accounts: accountsJa,
    addressMap: addressMapJa,
    administrators: administratorsJa,
    assertions: assertionsJa,
    common: commonJa,
    diff: diffJa,
    edits: editsJa,
    effects: effectsJa,
    errors: errorsJa,
    findings: findingsJa,
    finger: fingerJa,
    frame: frameJa,
    guide: guideJa,
    mailboxes: mailboxesJa,
    signIn: signInJa,
    simulator: simulatorJa,
    spam: spamJa,
    table: tableJa,
    whitelist: whitelistJa,
    whoCanRelay: whoCanRelayJa,
    setup: setupJa,
    overview: overviewJa,
    openRelay: openRelayJa,
    ownAccount: ownAccountJa,
    people: peopleJa,
    probe: probeJa,
    servers: serversJa,
    relay: relayJa,
    review: reviewJa,
    history: historyJa,
    undo: undoJa,
    tls: tlsJa,
    trial: trialJa,
    handOver: handOverJa,
    help: helpJa,
    files: filesJa,
    reading: readingJa,
    rebase: rebaseJa,
    blockLists: blockListsJa,
    byHand: byHandJa,
    settings: settingsJa,
    signInSettings: signInSettingsJa,
    variables: variablesJa,
  },
} as const satisfies Record<Locale, Record<string, unknown>>
