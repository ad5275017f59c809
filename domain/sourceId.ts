/** Who publishes: a device, one authority of a system, or a connection of a system. */
export type SourceParts =
  | { readonly is: 'sensor'; readonly id: string }
  | { readonly is: 'camera'; readonly id: string }
  | { readonly is: 'statistics'; readonly system: string; readonly unit: string }
  | { readonly is: 'event'; readonly system: string; readonly unit: string }
  | { readonly is: 'link'; readonly system: string; readonly link: string }

/**
 * Ids of sources: `sensor/TG-01`, `camera/MC-31135`, `statistics/oneStop/31135`, `event/urbanServices/92`, `link/lgsp/ngsp`.
 * `parseSourceId` is the inverse of all of these; nobody else puts such an id together or cuts one up.
 */
export function sensorSource(id: string): string {
  return `sensor/${id}`
}

export function cameraSource(id: string): string {
  return `camera/${id}`
}

export function statisticsSource(system: string, unit: string): string {
  return `statistics/${system}/${unit}`
}

export function eventSource(system: string, unit: string): string {
  return `event/${system}/${unit}`
}

/** @param key as `Link.key` */
export function linkSource(key: string): string {
  return `link/${key}`
}

/** Key of a connection among those of all systems, as `Link.key`; undefined where a source is none. */
export function linkKeyOf(parts: SourceParts | undefined): string | undefined {
  return parts?.is === 'link' ? `${parts.system}/${parts.link}` : undefined
}

/** The parts of an id; undefined when it is none, such as that of an office or of what nobody announced. */
export function parseSourceId(source: string): SourceParts | undefined {
  const [is, first, second, more] = source.split('/')
  if (first === undefined || first === '' || more !== undefined) return undefined
  if (is === 'sensor' || is === 'camera') return second === undefined ? { is, id: first } : undefined
  if (second === undefined || second === '') return undefined
  if (is === 'statistics' || is === 'event') return { is, system: first, unit: second }
  return is === 'link' ? { is, system: first, link: second } : undefined
}
