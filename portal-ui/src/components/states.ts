import {
  CircleCheck, CircleClose, Clock, Connection, Hide, Loading, QuestionFilled, Remove, Select, Timer, TurnOff, VideoPause, Warning,
} from '@element-plus/icons-vue'
import type { Component } from 'vue'

export type Tone = 'green' | 'blue' | 'grey' | 'amber' | 'red' | 'violet' | 'slate'

export interface StateLook {
  tone: Tone
  icon: Component
  moving?: boolean
}

/** How each state looks, everywhere: a colour, an icon and (from the language files) a word. */
export const STATES: Record<string, StateLook> = {
  SUCCEEDED: { tone: 'green', icon: CircleCheck },
  HEALTHY: { tone: 'green', icon: CircleCheck },
  ENABLED: { tone: 'green', icon: Select },
  DISABLED: { tone: 'slate', icon: TurnOff },
  REGISTERED: { tone: 'green', icon: Select },
  UP: { tone: 'green', icon: CircleCheck },
  READY: { tone: 'green', icon: CircleCheck },
  SIGNED: { tone: 'green', icon: CircleCheck },
  TRUSTED: { tone: 'green', icon: CircleCheck },
  UNSIGNED: { tone: 'amber', icon: Warning },
  UNKNOWN_KEY: { tone: 'amber', icon: QuestionFilled },
  REVOKED_KEY: { tone: 'red', icon: CircleClose },
  REVOKED: { tone: 'red', icon: CircleClose },
  MODIFIED: { tone: 'red', icon: CircleClose },
  RUNNING: { tone: 'blue', icon: Loading, moving: true },
  STARTING: { tone: 'blue', icon: Loading, moving: true },
  STOPPING: { tone: 'blue', icon: Loading, moving: true },
  CREATING: { tone: 'blue', icon: Loading, moving: true },
  UPGRADING: { tone: 'blue', icon: Loading, moving: true },
  DROPPING: { tone: 'blue', icon: Loading, moving: true },
  RESERVED: { tone: 'grey', icon: Clock },
  STOPPING_OLD: { tone: 'blue', icon: Loading, moving: true },
  LAUNCHING: { tone: 'blue', icon: Loading, moving: true },
  DRAINING: { tone: 'blue', icon: Loading, moving: true },
  RETIRING: { tone: 'blue', icon: Loading, moving: true },
  RETURNING: { tone: 'amber', icon: Loading, moving: true },
  RESTORING: { tone: 'amber', icon: Loading, moving: true },
  RETURNED: { tone: 'amber', icon: Warning },
  DOWN: { tone: 'red', icon: Connection },
  DRAINED: { tone: 'slate', icon: VideoPause },
  WAITING: { tone: 'grey', icon: Clock },
  NOT_REACHED: { tone: 'grey', icon: Hide },
  UPLOADED: { tone: 'amber', icon: Warning },
  NEEDS_DECISION: { tone: 'amber', icon: Warning },
  UNHEALTHY: { tone: 'amber', icon: Warning },
  FAILED: { tone: 'red', icon: CircleClose },
  TIMED_OUT: { tone: 'red', icon: Timer },
  UNREACHABLE: { tone: 'red', icon: Connection },
  UNKNOWN: { tone: 'violet', icon: QuestionFilled },
  NEVER_STARTED: { tone: 'grey', icon: Hide },
  SKIPPED: { tone: 'slate', icon: VideoPause },
  CANCELLED: { tone: 'slate', icon: Remove },
  TERMINATED: { tone: 'slate', icon: Remove },
  STOPPED: { tone: 'slate', icon: TurnOff },
  DECOMMISSIONED: { tone: 'slate', icon: TurnOff },
}

export function lookOf(state: string): StateLook {
  return STATES[state] ?? { tone: 'violet', icon: QuestionFilled }
}
