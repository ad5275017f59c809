import { type KeyboardEvent, useDeferredValue, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Name } from '../../ui/Name.tsx'
import './searchDialog.css'
import { onPage } from '../address.ts'
import { Modal } from '../parts/Modal.tsx'
import { useView } from '../useView.ts'
import type { SearchEntry } from './searchIndex.ts'
import { useSearchIndex } from './useSearchIndex.ts'

const PER_GROUP = 7

/** Finds units, sensors, cameras, KPIs and pages, with or without diacritics; arrow keys choose, Enter opens. */
export function SearchDialog({ close }: { close: () => void }) {
  const { t } = useTranslation('console')
  const { view, open, change } = useView()
  const index = useSearchIndex()
  const list = useId()
  const [query, setQuery] = useState('')
  const asked = useDeferredValue(query)
  const found = useMemo(() => index.find(asked, PER_GROUP), [index, asked])
  const [place, setPlace] = useState(0)
  const active = found[Math.min(place, found.length - 1)]
  const optionId = (entry: SearchEntry) => `${list}-${entry.group}-${entry.id}`

  function choose(entry: SearchEntry): void {
    close()
    if (entry.opens.is === 'planItem')
      change({ ...onPage(view, { is: 'plan', unit: undefined }), opened: entry.opens.id })
    else if (entry.opens.is !== 'kpi') open(entry.opens)
    else if (view.page.is === 'city' || view.page.is === 'unit') change({ kpi: entry.opens.id, sort: undefined })
    else change({ ...onPage(view, { is: 'city' }), kpi: entry.opens.id })
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      // A search field keeps the first Escape for itself, to be emptied: here one press closes.
      event.preventDefault()
      close()
      return
    }
    if (event.key === 'Enter') {
      // The list may still be that of the letters before the last: Enter means what has been typed.
      const meant = asked === query ? active : index.find(query, PER_GROUP)[0]
      event.preventDefault()
      if (meant !== undefined) choose(meant)
      return
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined || found.length === 0) return
    event.preventDefault()
    const next = (Math.min(place, found.length - 1) + step + found.length) % found.length
    setPlace(next)
    const entry = found[next]
    if (entry !== undefined) document.getElementById(optionId(entry))?.scrollIntoView({ block: 'nearest' })
  }

  return (
    <Modal label={t('search.label')} close={close}>
      <input
        className="search-dialog__input"
        type="search"
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-activedescendant={active === undefined ? undefined : optionId(active)}
        aria-label={t('search.label')}
        placeholder={t('search.placeholder')}
        value={query}
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type in this field
        autoFocus
        onChange={(event) => {
          setQuery(event.target.value)
          setPlace(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={list} role="listbox" aria-label={t('search.results')} className="search-dialog__results">
        {[...new Set(found.map(({ group }) => group))].map((group) => {
          const entries = found.filter((entry) => entry.group === group)
          return (
            // biome-ignore lint/a11y/useSemanticElements: options of a listbox are grouped by role, not by fieldset
            <div key={group} role="group" aria-label={t(`search.group.${group}`)}>
              <p className="search-dialog__group" aria-hidden="true">
                {t(`search.group.${group}`)}
              </p>
              {entries.map((entry) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the field, which holds the focus
                <div
                  key={entry.id}
                  id={optionId(entry)}
                  role="option"
                  tabIndex={-1}
                  aria-selected={entry === active}
                  className="search-dialog__option"
                  onClick={() => choose(entry)}
                >
                  <Name id={entry.id}>{entry.label}</Name>
                  <span className="search-dialog__detail">{entry.detail}</span>
                </div>
              ))}
            </div>
          )
        })}
      </div>
      <p className="search-dialog__status" role="status">
        {asked.trim() === '' ? t('search.hint') : t('search.count', { count: found.length })}
      </p>
    </Modal>
  )
}
