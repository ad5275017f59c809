import { Link } from 'react-router'
import type { Camera } from '../../../domain/cameras/camera.ts'
import type { Office } from '../../../domain/cameras/office.ts'
import { useRow } from '../../live/useLive.ts'
import { Name } from '../../ui/Name.tsx'
import { useView } from '../useView.ts'
import { CameraStateText } from './CameraStateText.tsx'

/** How the pictures of an office stand: of each of its cameras, by name where there are several. */
export function OfficeCameras({ office: { cameras } }: { office: Office }) {
  const [only, ...others] = cameras
  if (only !== undefined && others.length === 0) return <State camera={only} />
  return cameras.map((camera) => <Named key={camera.id} camera={camera} />)
}

function Named({ camera }: { camera: Camera }) {
  const { toPage } = useView()
  return (
    <div>
      <Link className="table__link" to={toPage({ is: 'camera', id: camera.id })}>
        <Name id={camera.id}>{camera.name}</Name>
      </Link>{' '}
      <State camera={camera} />
    </div>
  )
}

function State({ camera }: { camera: Camera }) {
  return <CameraStateText camera={camera} view={useRow('cameraViews', camera.id)} />
}
