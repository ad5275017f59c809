import type { Generated } from 'kysely'

/**
 * The tables, as both engines have them. Times are epoch ms; JSON is kept as text, so that the two engines hold the same.
 * A series is one value of one source; everything with numbers points to it by number.
 */
export interface Tables {
  series: { id: number; source: string; value: string }
  /** `slot`: see `RAW_SLOT_MS`. `device_at`, here and below: where the device's clock said another time than `at`. */
  reading: {
    slot: number
    series: number
    at: number
    received_at: number
    value: number
    device_at: number | null
  }
  /** `size` and `slot`: see `ROLLUPS`. `minutes`: 60 bits, more than a number holds; only the engine looks at them. */
  rollup: {
    size: number
    slot: number
    series: number
    at: number
    count: number
    sum: number
    min: number
    max: number
    minutes: number
  }
  /** The newest reading of each series; stays when retention lets the reading itself go. `retained`, here and below: 0 or 1. */
  latest: {
    series: number
    at: number
    received_at: number
    value: number
    retained: number
    /** The message that brought it, as it came; of several values that came together the first has it. */
    topic: string | null
    body: string | null
  }
  /** Hours that are to be derived anew: starts of the first and the last, epoch ms. */
  due_hours: { source: string; first: number; last: number }
  /** The newest report of each day. `report`: unit, at, simulated, number of its names, its counts; see `reportsOf`. */
  statistic_day: {
    edition: string
    system: string
    period: string
    unit: string
    at: number
    received_at: number
    report: string
    device_at: number | null
    retained: number
    /** Id of the message that brought it. */
    message: number | null
  }
  /** The latest day of which each unit has reported to each system. */
  statistic_newest: { edition: string; system: string; unit: string; period: string }
  /** What counts are called, a JSON array: said once for all reports that have the same ones. */
  count_names: { id: Generated<number>; names: string }
  event: {
    edition: string
    system: string
    unit: string
    id: string
    at: number
    received_at: number
    state: string
    body: string
    device_at: number | null
    /** Id of the message that brought it. */
    message: number | null
  }
  /**
   * Messages as they came that reports and events point to: as text, or packed (deflate). `id`: see `createMessageNumbers`; `edition`: null where
   * nobody knows it any more.
   */
  message: {
    id: number
    received_at: number
    topic: string
    body: string | null
    packed: Uint8Array | null
    edition: string | null
  }
  /** Messages that wait until their device's clock is known. */
  held: { key: string; body: string }
  sensor: { edition: string; id: string; body: string }
  camera: { edition: string; id: string; body: string }
  /** What each device said last of being online; `overruled`: 0 or 1. */
  said_status: { source: string; status: string; at: number; overruled: number }
  /** By how much what a source says lags behind the hub's clock, ms. */
  source_lag: { source: string; lag_ms: number }
  /** Sources that have ended, by a person where `retired_by` says by whom. */
  retired: { source: string; at: number; retired_by: string | null }
  alert: { id: string; raised_at: number; cleared_at: number | null; unit: string | null; body: string }
  quarantine: { key: string; body: string }
  /** Of what time data may be missing. */
  data_gap: { id: string; from_at: number; to_at: number; body: string }
  /** The log, see `createAuditLog`: `body` is canonical JSON, `hash` is over it and the entry before. */
  audit: {
    number: number
    at: number
    body: string
    hash: string
    /** Made of `body` by the database. */
    did: Generated<string>
    who_id: Generated<string>
    who_name: Generated<string>
    result: Generated<string>
    unit: Generated<string | null>
  }
  /** What a command with an `Idempotency-Key` was answered. `input`: its hash; `answer`: JSON, null where it held a secret. */
  command_answer: {
    principal: string
    key: string
    command: string
    input: string
    at: number
    answer: string | null
  }
  /** MQTT accounts. `body`: `MqttAccount`; `secret`: SHA-256 of it, `mosquitto`: its hash as Mosquitto reads it; null of one that has ended. */
  mqtt_account: { name: string; body: string; secret: string | null; mosquitto: string | null }
  /** Devices that nobody has let in. `body`: `WaitingDevice`. */
  waiting_device: { device: string; body: string }
  /** What people have set of devices. `body`: `DeviceSetting`. */
  device_setting: { device: string; body: string }
  /** Changes of targets, calendar and thresholds: `body` is a `SettingChange` without its number. */
  setting_change: { number: number; at: number; body: string }
  /** People, sessions, tokens and walls, see `AccountRecords`. `key`: user name or hash of the secret. */
  account: { kind: string; id: string; key: string | null; body: string; used_at: number | null }
  /** What happened to matters: `body` is a `Fact`. */
  fact: { matter: string; id: string; version: number; at: number; body: string }
  /** Matters as their facts add up. `words`: its title as it is searched; `body`: the whole of it, as its machine makes it. */
  matter: {
    kind: string
    id: string
    version: number
    state: string
    unit: string | null
    words: string
    opened_at: number
    closed_at: number | null
    due_at: number | null
    given_by: string | null
    turn: string | null
    body: string
  }
  /** What is commanded of each wall. `body`: `KeptWall`. */
  wall_state: { wall: string; body: string }
  /** What each screen of a wall reported last. `body`: `WallReport`. */
  wall_screen: { key: string; wall: string; body: string }
  /** What was done to a wall, and what its screens said they showed. `body`: `WallLogged`. */
  wall_log: { number: number; wall: string; at: number; body: string }
  /** Stills, by their number in the log. `hash`: of the content among the files. */
  wall_still: { number: number; wall: string; at: number; hash: string; type: string }
  /** How each KPI is judged, and when it came to be judged otherwise. */
  kpi_state: { edition: string; kpi: string; unit: string; state: string }
  kpi_turn: { edition: string; kpi: string; unit: string; at: number; was: string; state: string }
  /** When somebody watched how KPIs are judged. */
  kpi_watch: { from_at: number; to_at: number }
  /** Until when each person has read what happened. */
  last_look: { person: string; at: number }
  /** The outbox, see `Notice`. `urgency`: place in `URGENCIES`; `begun_at`: it is under way since then; `tried`: JSON of the last attempts; `body`: text and path. */
  notice: {
    id: string
    at: number
    person: string
    channel: string
    matter: string
    about: string
    urgency: number
    state: string
    attempts: number
    next_at: number | null
    give_up_at: number
    ended_at: number | null
    reason: string | null
    begun_at: number | null
    tried: string
    body: string
  }
  /** How people want to be told. `body`: `NoticePreferences`. */
  contact: { person: string; body: string }
  /** Browsers that take notices for people. `body`: keys. */
  push_subscription: { endpoint: string; person: string; session: string; at: number; body: string }
  /** Files that people have added to matters. `hash`: of the content, which lies in the data directory. */
  file: {
    id: string
    matter: string
    matter_id: string
    hash: string
    name: string
    type: string
    bytes: number
    at: number
    by_id: string
    by_name: string
  }
  /** What a hub remembers of itself. */
  mark: { key: string; body: string }
}
