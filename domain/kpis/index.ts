import { antiMalwareHosts } from './antiMalwareHosts.ts'
import { camerasOnline } from './camerasOnline.ts'
import { cityAqi } from './cityAqi.ts'
import { databasesIntegrated } from './databasesIntegrated.ts'
import { datasetsWithApi } from './datasetsWithApi.ts'
import { documentDelivery } from './documentDelivery.ts'
import { documentUnits } from './documentUnits.ts'
import { eligibleOnline } from './eligibleOnline.ts'
import { firewallSites } from './firewallSites.ts'
import { floodStage } from './floodStage.ts'
import { honestOnTimeRate } from './honestOnTimeRate.ts'
import { itStaffTrained } from './itStaffTrained.ts'
import type { Kpi } from './kpi.ts'
import { learnersCompleted } from './learnersCompleted.ts'
import { lgspConnected } from './lgspConnected.ts'
import { meanWait } from './meanWait.ts'
import { multiChannelServices } from './multiChannelServices.ts'
import { nationalIntegration } from './nationalIntegration.ts'
import { officesOverCapacity } from './officesOverCapacity.ts'
import { officesUnstaffed } from './officesUnstaffed.ts'
import { onlineShare } from './onlineShare.ts'
import { onTimeRate } from './onTimeRate.ts'
import { openDatasetsFresh } from './openDatasetsFresh.ts'
import { pendingOverdue } from './pendingOverdue.ts'
import { protectedEndpoints } from './protectedEndpoints.ts'
import { receivedToday } from './receivedToday.ts'
import { reportsShared } from './reportsShared.ts'
import { resolvedOnlineShare } from './resolvedOnlineShare.ts'
import { resultsDigitised } from './resultsDigitised.ts'
import { satisfactionRate } from './satisfactionRate.ts'
import { securityDossiers } from './securityDossiers.ts'
import { securityDrills } from './securityDrills.ts'
import { sharedDatabasesFormed } from './sharedDatabasesFormed.ts'
import { signedDocuments } from './signedDocuments.ts'
import { videoCommunes } from './videoCommunes.ts'
import { waitingNow } from './waitingNow.ts'
import { workFilesCity } from './workFilesCity.ts'
import { workFilesCommune } from './workFilesCommune.ts'
import { workFilesDistrict } from './workFilesDistrict.ts'

/** Every KPI, in the order in which screens show them. */
export const KPIS = {
  onTimeRate,
  honestOnTimeRate,
  onlineShare,
  pendingOverdue,
  satisfactionRate,
  receivedToday,
  waitingNow,
  meanWait,
  officesOverCapacity,
  officesUnstaffed,
  camerasOnline,
  cityAqi,
  floodStage,
  eligibleOnline,
  multiChannelServices,
  nationalIntegration,
  resolvedOnlineShare,
  workFilesCity,
  workFilesDistrict,
  workFilesCommune,
  reportsShared,
  lgspConnected,
  sharedDatabasesFormed,
  itStaffTrained,
  securityDossiers,
  antiMalwareHosts,
  firewallSites,
  protectedEndpoints,
  videoCommunes,
  datasetsWithApi,
  documentUnits,
  documentDelivery,
  databasesIntegrated,
  openDatasetsFresh,
  resultsDigitised,
  securityDrills,
  signedDocuments,
  learnersCompleted,
} satisfies Record<string, Kpi>
export type KpiId = keyof typeof KPIS
