import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MqttAccount } from '../../../domain/devices/mqttAccount.ts'
import { SYSTEMS, type SystemId } from '../../../domain/systems/index.ts'
import { useText } from '../../i18n/useText.ts'
import { useCommand } from '../../live/command.ts'
import '../account/form.css'
import { Choice } from '../account/Choice.tsx'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { Field } from '../account/Field.tsx'
import { FormButtons } from '../account/FormButtons.tsx'
import { LinesField, linesOf } from './LinesField.tsx'
import { useProof } from './useProof.tsx'

/** An account with the secret that is told once. */
export interface Minted {
  readonly account: MqttAccount
  readonly secret: string
}

const SPEAKERS = ['device', 'gateway', 'system'] as const
const CHANGES = ['/mqtt-accounts', '/waiting-devices'] as const

/** Makes an MQTT account for a device, a gateway or a source system. */
export function CreateMqttAccount({ minted, close }: { minted: (minted: Minted) => void; close: () => void }) {
  const { t } = useTranslation('people')
  const text = useText()
  const [is, setIs] = useState<(typeof SPEAKERS)[number]>('device')
  const [device, setDevice] = useState('')
  const [label, setLabel] = useState('')
  const [patterns, setPatterns] = useState('')
  const [system, setSystem] = useState<SystemId>('oneStop')
  const [systemUnits, setSystemUnits] = useState('*')
  const proof = useProof()
  const forDevice = useCommand('createDeviceAccount', CHANGES)
  const forGateway = useCommand('createGatewayAccount', CHANGES)
  const forSystem = useCommand('createSystemAccount', CHANGES)
  const { isSending, error } = { device: forDevice, gateway: forGateway, system: forSystem }[is]
  function send(): Promise<Minted | undefined> {
    if (is === 'device') return forDevice.send({ device: device.trim(), ...proof.input })
    if (is === 'gateway') return forGateway.send({ label, patterns: linesOf(patterns), ...proof.input })
    return forSystem.send({ system, units: linesOf(systemUnits), ...proof.input })
  }
  async function create(event: FormEvent): Promise<void> {
    event.preventDefault()
    const made = await send()
    if (made !== undefined) minted(made)
  }
  return (
    <form className="form" aria-label={t('devices.createTitle')} onSubmit={(event) => void create(event)}>
      <p>{t('devices.createHow')}</p>
      <Choice label={t('devices.speaker')} value={is} onValue={(value) => setIs(value as (typeof SPEAKERS)[number])}>
        {SPEAKERS.map((speaker) => (
          <option key={speaker} value={speaker}>
            {t(`devices.speakers.${speaker}`)}
          </option>
        ))}
      </Choice>
      {is === 'device' && (
        <Field
          label={t('devices.deviceId')}
          hint={t('devices.deviceIdHint')}
          autoComplete="off"
          required
          most={100}
          value={device}
          onText={setDevice}
        />
      )}
      {is === 'gateway' && (
        <>
          <Field
            label={t('devices.gatewayLabel')}
            autoComplete="off"
            autoCapitalize="words"
            required
            most={60}
            value={label}
            onText={setLabel}
          />
          <LinesField
            label={t('devices.patterns')}
            hint={t('devices.patternsHint')}
            value={patterns}
            onText={setPatterns}
          />
        </>
      )}
      {is === 'system' && (
        <>
          <Choice label={t('devices.system')} value={system} onValue={(value) => setSystem(value as SystemId)}>
            {Object.entries(SYSTEMS).map(([key, { name }]) => (
              <option key={key} value={key}>
                {text(name)}
              </option>
            ))}
          </Choice>
          <LinesField
            label={t('devices.systemUnits')}
            hint={t('devices.systemUnitsHint')}
            value={systemUnits}
            onText={setSystemUnits}
          />
        </>
      )}
      {proof.field}
      <CommandTrouble error={error} />
      {error?.code === 'doneBefore' && <p>{t('devices.lost')}</p>}
      <FormButtons disabled={isSending} close={close}>
        {t('devices.create')}
      </FormButtons>
    </form>
  )
}
