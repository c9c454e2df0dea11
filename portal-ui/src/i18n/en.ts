export default {
  name: 'Sextant',
  tagline: 'Runs operations where they belong, and says truthfully how they went.',
  group: {
    tasks: 'Tasks', design: 'Design', execution: 'Execution', monitoring: 'Monitoring', intelligence: 'Intelligence',
    adaptation: 'Adaptation', collaboration: 'Collaboration', system: 'System',
  },
  frame: {
    skip: 'Skip to the content', menu: 'Main menu', collapse: 'Collapse menu', expand: 'Expand menu', theme: 'Theme and density',
    language: 'Language', timeZone: 'Time zone', signOut: 'Sign out', running: '{count} running',
  },
  theme: { light: 'Light', dark: 'Dark', system: 'As the system', compact: 'Compact rows', comfortable: 'Comfortable rows' },
  live: { lost: 'Live updates lost, reconnecting…', live: 'Live', connecting: 'Connecting…' },
  search: {
    title: 'Search', placeholder: 'Search pages, workflows, runs, packages', results: 'Results', page: 'Page', workflow: 'Workflow',
    run: 'Run', package: 'Package', nothing: 'Nothing found.', searching: 'Searching…', failed: 'The search failed: {what}',
  },
  time: { justNow: 'just now' },
  action: {
    retry: 'Try again', cancel: 'Cancel', close: 'Close', copy: 'Copy', copied: 'Copied', copyThis: 'Copy {value}', more: 'Show more',
    save: 'Save', remove: 'Remove', edit: 'Edit', create: 'Create', back: 'Back', download: 'Download', reload: 'Reload',
  },
  notFound: { title: 'There is no such page', text: 'The address may be mistyped, or what it showed was removed.', home: 'Go to the overview' },
  problem: {
    other: 'That did not work', place: 'line {line}, column {column}', trace: 'trace', retryAfter: 'Try again in {seconds} s.',
    UNREACHABLE: 'The platform cannot be reached', http0: 'The platform cannot be reached', http401: 'Not signed in',
    http403: 'You may not do this', http404: 'Not found', http409: 'That does not fit its present state',
    http412: 'Somebody else changed it meanwhile', http413: 'Too large', http422: 'Not valid', http429: 'Too many attempts',
    http500: 'The platform failed', http502: 'The part behind the gateway does not answer',
    http503: 'Not available at the moment', http504: 'The part behind the gateway did not answer in time',
  },
  state: {
    SUCCEEDED: 'Succeeded', HEALTHY: 'Healthy', REGISTERED: 'Registered', RUNNING: 'Running', STARTING: 'Starting', STOPPING: 'Stopping',
    WAITING: 'Waiting', UPLOADED: 'To review', NEEDS_DECISION: 'Needs a decision', UNHEALTHY: 'Unhealthy', FAILED: 'Failed',
    TIMED_OUT: 'Timed out', UNREACHABLE: 'Unreachable', UNKNOWN: 'Unknown', NEVER_STARTED: 'Never started', SKIPPED: 'Skipped',
    CANCELLED: 'Cancelled', TERMINATED: 'Terminated', STOPPED: 'Stopped', DECOMMISSIONED: 'Decommissioned',
  },
  signIn: {
    title: 'Sign in', name: 'User name', password: 'Password', submit: 'Sign in', ended: 'Your session ended. Please sign in again.',
    firstTime: 'First time here?',
    whereIsIt: "Sign in as 'admin' with the one-time password. The platform wrote it at its first start, readable only by the one who started it; in its home folder:",
    file: 'secrets/initial-admin-password',
    changeTitle: 'Choose your password', changeWhy: 'The one-time password works only until you choose your own.',
    current: 'One-time password', new: 'New password', again: 'New password again', change: 'Change and continue',
    tooShort: 'At least {count} characters.', differs: 'The two are not the same.',
  },
  home: { title: 'Overview' },
}
