import {
  acknowledgeAlert,
  closeAlert,
  commentAlert,
  handleAlerts,
  setAlertOutOfService,
  shelveAlert,
  unshelveAlert,
} from './alerts.ts'
import { attachToDirective, attachToExplanation } from './attachments.ts'
import { changeCalendarDay } from './changeCalendarDay.ts'
import { changeTarget } from './changeTarget.ts'
import { changeThreshold } from './changeThreshold.ts'
import type { Command } from './command.ts'
import { approveDevice, moveDevice, refuseDevice, renameDevice, retireDevice, setCameraPictures } from './devices.ts'
import {
  approveResult,
  askExtension,
  askRework,
  decideExtension,
  decideRefusal,
  draftDirective,
  giveDirective,
  issueDirective,
  pauseDirective,
  receiveDirective,
  refuseDirective,
  reportProgress,
  resumeDirective,
  submitResult,
  withdrawDirective,
} from './directives.ts'
import {
  acceptExplanation,
  answerExplanation,
  askMore,
  closeExplanation,
  correctFigure,
  receiveExplanation,
  requestExplanation,
} from './explanations.ts'
import {
  acceptIncident,
  assignIncident,
  attachFile,
  commentIncident,
  confirmResult,
  declineIncident,
  dismissIncident,
  doStep,
  handleIncident,
  keepPicture,
  linkAlert,
  mergeIncident,
  openIncident,
  reopenIncident,
  reportResult,
  resumeIncident,
  returnResult,
  takeOverIncident,
  transferIncident,
  undoStep,
  unlinkAlert,
  verifyIncident,
  waitIncident,
} from './incidents.ts'
import { beginLiveView, endLiveView } from './liveViews.ts'
import {
  createDeviceAccount,
  createGatewayAccount,
  createSystemAccount,
  endMqttAccount,
  renewMqttSecret,
  setGatewayPatterns,
} from './mqttAccounts.ts'
import { noteLooked } from './noteLooked.ts'
import { seeNotices, sendTestNotice, setNoticePreferences, subscribePush, unsubscribePush } from './notices.ts'
import { beginTotp, changePassword, confirmTotp, removeTotp } from './ownAccount.ts'
import {
  createPerson,
  disablePerson,
  enablePerson,
  renamePerson,
  resetPassword,
  resetTotp,
  setGrants,
} from './people.ts'
import { recordExport } from './recordExport.ts'
import { endSession, endSessions, signIn, signInAs, signOut } from './sessions.ts'
import { handOverShift, sendBackShift, takeOverShift, writeShiftEntry } from './shift.ts'
import { endStoryline, startStoryline } from './storyline.ts'
import { createToken, endToken } from './tokens.ts'
import { undoChange } from './undoChange.ts'
import {
  askStill,
  lockWall,
  pauseWall,
  pinWall,
  releaseWall,
  resumeWall,
  scheduleWall,
  sendStill,
  stepWall,
  takeWall,
  undoWall,
  unlockWall,
} from './wallControl.ts'
import { claimPairing, endWall, moveWall, openDemoWall, pairWall, renameWall, requestPairing } from './walls.ts'
import { beginWallVideo } from './wallVideo.ts'

/** Everything that a person may do, by its name. */
export const COMMANDS = {
  ...{ acknowledgeAlert, shelveAlert, unshelveAlert, closeAlert, commentAlert, setAlertOutOfService, handleAlerts },
  recordExport,
  ...{ openIncident, verifyIncident, handleIncident, dismissIncident, takeOverIncident, assignIncident },
  ...{ doStep, undoStep, commentIncident, linkAlert, unlinkAlert, attachFile, keepPicture },
  ...{ waitIncident, resumeIncident },
  ...{ transferIncident, acceptIncident, declineIncident, mergeIncident },
  ...{ reportResult, confirmResult, returnResult, reopenIncident },
  ...{ draftDirective, giveDirective, issueDirective, receiveDirective, refuseDirective, decideRefusal },
  ...{ reportProgress, askExtension, decideExtension, submitResult, approveResult, askRework },
  ...{ pauseDirective, resumeDirective, withdrawDirective },
  ...{ requestExplanation, receiveExplanation, answerExplanation, acceptExplanation, askMore },
  ...{ correctFigure, closeExplanation, attachToDirective, attachToExplanation },
  ...{ createDeviceAccount, createGatewayAccount, createSystemAccount },
  ...{ beginLiveView, endLiveView, beginWallVideo },
  ...{ approveDevice, refuseDevice, renameDevice, moveDevice, setCameraPictures, retireDevice },
  ...{ setGatewayPatterns, renewMqttSecret, endMqttAccount },
  ...{ changeTarget, changeCalendarDay, changeThreshold, undoChange },
  ...{ signIn, signOut, endSession, endSessions, signInAs },
  ...{ changePassword, beginTotp, confirmTotp, removeTotp },
  ...{ setNoticePreferences, seeNotices, sendTestNotice, subscribePush, unsubscribePush },
  ...{ createPerson, renamePerson, setGrants, disablePerson, enablePerson, resetPassword, resetTotp },
  ...{ createToken, endToken },
  noteLooked,
  ...{ writeShiftEntry, handOverShift, takeOverShift, sendBackShift },
  ...{ requestPairing, claimPairing, pairWall, renameWall, moveWall, endWall, openDemoWall },
  ...{
    takeWall,
    releaseWall,
    stepWall,
    pauseWall,
    resumeWall,
    pinWall,
    undoWall,
    lockWall,
    unlockWall,
    scheduleWall,
    sendStill,
    askStill,
  },
  ...{ startStoryline, endStoryline },
} satisfies Record<string, Command>

export type CommandName = keyof typeof COMMANDS
