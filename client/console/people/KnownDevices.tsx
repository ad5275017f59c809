import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PICTURE_POLICIES, type PicturePolicy } from '../../../domain/cameras/camera.ts'
import { MAX_DEVICE_NAME } from '../../../domain/commands/devices.ts'
import { readableName } from '../../../domain/readableName.ts'
import { SENSOR_KINDS } from '../../../domain/sensors/index.ts'
import type { SensorKind } from '../../../domain/sensors/sensorKind.ts'
import { cameraSource, sensorSource } from '../../../domain/sourceId.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useText } from '../../i18n/useText.ts'
import { useCommand } from '../../live/command.ts'
import { useRows } from '../../live/useLive.ts'
import { Choice } from '../account/Choice.tsx'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { Field } from '../account/Field.tsx'
import type { Column } from '../parts/table/column.ts'
import { textColumn } from '../parts/table/columns.ts'
import { DataTable } from '../parts/table/DataTable.tsx'
import { RowLink } from '../parts/table/RowLink.tsx'
import { useUnitName } from '../parts/useUnitName.ts'
import { ConfirmButton } from './ConfirmButton.tsx'
import { FormBehindButton } from './FormBehindButton.tsx'
import { PlaceField } from './GrantFields.tsx'

/** A sensor or a camera that the city knows. */
export interface KnownDevice {
  /** `sensor/TG-01`, `camera/MC-1`. */
  readonly source: string
  readonly is: 'sensor' | 'camera'
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly commune: string
  /** Of a camera: how its pictures leave the hub. */
  readonly pictures?: PicturePolicy
}

const keyOf = ({ source }: KnownDevice) => source
const CHANGES = ['/mqtt-accounts', '/sensors', '/cameras', '/sources'] as const

/** Names kinds of devices. */
export function useKindName(): (sensorKind: string | undefined) => string {
  const { t } = useTranslation('people')
  const text = useText()
  return useCallback(
    (kind) => {
      if (kind === undefined) return t('devices.camera')
      const known: SensorKind | undefined = Object.hasOwn(SENSOR_KINDS, kind)
        ? SENSOR_KINDS[kind as keyof typeof SENSOR_KINDS]
        : undefined
      return known === undefined ? kind : text(known.label)
    },
    [t, text],
  )
}

/** Every device that has announced itself and has not ended. */
export function useKnownDevices(): readonly KnownDevice[] {
  const kindName = useKindName()
  const sensors = useRows('sensors')
  const cameras = useRows('cameras')
  return useMemo(() => {
    return [
      ...[...sensors.values()].map(({ id, name, kind, commune }) => ({
        ...{ source: sensorSource(id), is: 'sensor' as const, id, name, kind: kindName(kind), commune },
      })),
      ...[...cameras.values()].map(({ id, name, commune, pictures = 'blurred' }) => ({
        ...{ source: cameraSource(id), is: 'camera' as const, id, name, kind: kindName(undefined), commune, pictures },
      })),
    ]
  }, [sensors, cameras, kindName])
}

/** Devices of the city, to be renamed, moved and retired. @param accountOf MQTT name of the account of a device; undefined: it has none of its own */
export function KnownDevices({
  devices,
  units,
  accountOf,
}: {
  devices: readonly KnownDevice[]
  units: UnitTree
  accountOf: (source: string) => string | undefined
}) {
  const { t } = useTranslation('people')
  const retire = useCommand('retireDevice', CHANGES)
  const columns = useColumns(units, accountOf, retire)
  return (
    <>
      <CommandTrouble error={retire.error} />
      <DataTable
        caption={t('devices.known')}
        rows={devices}
        keyOf={keyOf}
        columns={columns}
        opensWith={{ by: 'device', falls: false }}
        none={t('devices.noneKnown')}
      />
    </>
  )
}

function useColumns(
  units: UnitTree,
  accountOf: (source: string) => string | undefined,
  { send, isSending }: ReturnType<typeof useCommand<'retireDevice'>>,
): readonly Column<KnownDevice>[] {
  const { t } = useTranslation('people')
  const unitName = useUnitName(units)
  return useMemo(() => {
    const named = ({ name, id }: KnownDevice) => readableName(name, id)
    return [
      {
        ...textColumn<KnownDevice>('device', t('devices.device'), 'name', 220, named),
        cell: (device) => (
          <>
            <RowLink page={{ is: device.is, id: device.id }}>{named(device)}</RowLink>
            <div className="table__faint">{device.source}</div>
          </>
        ),
      },
      textColumn('source', t('devices.deviceId'), 'third', 150, ({ source }) => source),
      textColumn('kind', t('devices.kind'), 'second', 150, ({ kind }) => kind),
      textColumn('place', t('devices.place'), 'first', 130, ({ commune }) => unitName(commune)),
      textColumn(
        'account',
        t('devices.account'),
        'second',
        160,
        ({ source }) => accountOf(source) ?? t('devices.noAccount'),
      ),
      {
        id: 'act',
        label: t('devices.act'),
        head: <span className="visually-hidden">{t('devices.act')}</span>,
        rank: 'first',
        width: 410,
        cell: (device) => (
          <span className="console__row">
            <Rename device={device} />
            <Move device={device} units={units} />
            {device.pictures !== undefined && <Pictures device={device} present={device.pictures} />}
            <ConfirmButton
              label={t('devices.retireOf', { device: device.source })}
              ask={t('devices.retireAsk', { device: `${named(device)} (${device.source})` })}
              disabled={isSending}
              act={() => void send({ device: device.source })}
            >
              {t('devices.retire')}
            </ConfirmButton>
          </span>
        ),
        exports: [],
      },
    ]
  }, [t, units, accountOf, send, isSending, unitName])
}

function Rename({ device: { source, name: announced } }: { device: KnownDevice }) {
  const { t } = useTranslation('people')
  const { send, isSending, error } = useCommand('renameDevice', CHANGES)
  const [name, setName] = useState(announced)
  return (
    <FormBehindButton
      label={t('devices.renameOf', { device: source })}
      does={t('devices.rename')}
      open={() => setName(announced)}
      send={async () => (await send({ device: source, name })) !== undefined}
      isSending={isSending}
    >
      <Field
        label={t('devices.newName')}
        hint={t('devices.renameHint')}
        autoComplete="off"
        autoCapitalize="words"
        required
        most={MAX_DEVICE_NAME}
        value={name}
        onText={setName}
      />
      <CommandTrouble error={error} />
    </FormBehindButton>
  )
}

function Pictures({ device: { source, id }, present }: { device: KnownDevice; present: PicturePolicy }) {
  const { t } = useTranslation('people')
  const { send, isSending, error } = useCommand('setCameraPictures', CHANGES)
  const [pictures, setPictures] = useState<string>(present)
  const [why, setWhy] = useState('')
  const chosen = PICTURE_POLICIES.find((each) => each === pictures) ?? 'blurred'
  return (
    <FormBehindButton
      label={t('devices.picturesOf', { device: source })}
      does={t('devices.pictures')}
      open={() => {
        setPictures(present)
        setWhy('')
      }}
      send={async () => (await send({ camera: id, pictures: chosen, why })) !== undefined}
      isSending={isSending}
    >
      <p className="form__hint">{t('devices.picturesHint')}</p>
      <Choice label={t('devices.pictures')} value={pictures} onValue={setPictures}>
        {PICTURE_POLICIES.map((each) => (
          <option key={each} value={each}>
            {t(`devices.picturesAre.${each}`)}
          </option>
        ))}
      </Choice>
      <Field label={t('devices.picturesWhy')} autoComplete="off" required most={200} value={why} onText={setWhy} />
      <CommandTrouble error={error} />
    </FormBehindButton>
  )
}

const DECIMAL = '-?[0-9]+([.,][0-9]+)?'
const decimal = (written: string) => Number(written.trim().replace(',', '.'))

function Move({ device: { source, commune: present }, units }: { device: KnownDevice; units: UnitTree }) {
  const { t } = useTranslation('people')
  const { send, isSending, error } = useCommand('moveDevice', CHANGES)
  const [commune, setCommune] = useState(present)
  const [lng, setLng] = useState('')
  const [lat, setLat] = useState('')
  async function move(): Promise<boolean> {
    const position = { ...(lng.trim() && { lng: decimal(lng) }), ...(lat.trim() && { lat: decimal(lat) }) }
    return (await send({ device: source, commune, ...position })) !== undefined
  }
  return (
    <FormBehindButton
      label={t('devices.moveOf', { device: source })}
      does={t('devices.move')}
      open={() => {
        setCommune(present)
        setLng('')
        setLat('')
      }}
      send={move}
      isSending={isSending}
    >
      <p className="form__hint">{t('devices.moveHint')}</p>
      <PlaceField units={units} place={commune} onPlace={setCommune} label={t('devices.place')} />
      <Field label={t('devices.lng')} inputMode="decimal" pattern={DECIMAL} value={lng} onText={setLng} />
      <Field
        label={t('devices.lat')}
        hint={t('devices.positionHint')}
        inputMode="decimal"
        pattern={DECIMAL}
        value={lat}
        onText={setLat}
      />
      <CommandTrouble error={error} />
    </FormBehindButton>
  )
}
