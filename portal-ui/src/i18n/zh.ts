import type { Messages } from '.'

const zh: Messages = {
  name: 'Sextant',
  tagline: '在合适的地方执行运维操作，并如实告知结果。',
  group: {
    tasks: '任务', design: '设计', execution: '执行', monitoring: '监测', intelligence: '智慧', adaptation: '调整', collaboration: '协同', system: '系统',
  },
  frame: {
    skip: '跳到内容', menu: '主菜单', collapse: '收起菜单', expand: '展开菜单', theme: '主题与密度', language: '语言', timeZone: '时区',
    signOut: '退出登录', running: '{count} 个运行中',
  },
  theme: { light: '浅色', dark: '深色', system: '跟随系统', compact: '紧凑行距', comfortable: '宽松行距' },
  live: { lost: '实时更新已断开，正在重连…', live: '实时', connecting: '连接中…' },
  search: {
    title: '搜索', placeholder: '搜索页面、工作流、运行、插件包', results: '结果', page: '页面', workflow: '工作流', run: '运行', package: '插件包',
    nothing: '没有找到。', searching: '搜索中…', failed: '搜索失败：{what}',
  },
  time: { justNow: '刚刚' },
  action: {
    retry: '重试', cancel: '取消', close: '关闭', copy: '复制', copied: '已复制', copyThis: '复制 {value}', more: '显示更多', save: '保存', remove: '移除',
    edit: '编辑', create: '创建', back: '返回', download: '下载', reload: '重新加载',
  },
  notFound: { title: '没有这个页面', text: '地址可能有误，或所显示的内容已被移除。', home: '回到概览' },
  problem: {
    other: '操作未成功', place: '第 {line} 行第 {column} 列', trace: '追踪', retryAfter: '请在 {seconds} 秒后重试。', UNREACHABLE: '无法连接平台',
    http0: '无法连接平台', http401: '未登录', http403: '没有权限', http404: '未找到', http409: '与当前状态不符', http412: '期间已被他人修改',
    http413: '过大', http422: '内容无效', http429: '尝试次数过多', http500: '平台出错', http502: '网关后的服务没有应答', http503: '暂时不可用',
    http504: '网关后的服务应答超时',
  },
  state: {
    SUCCEEDED: '成功', HEALTHY: '健康', REGISTERED: '已注册', RUNNING: '运行中', STARTING: '启动中', STOPPING: '停止中', WAITING: '等待中',
    UPLOADED: '待审阅', NEEDS_DECISION: '待处理', UNHEALTHY: '不健康', FAILED: '失败', TIMED_OUT: '超时', UNREACHABLE: '不可达', UNKNOWN: '未知',
    NEVER_STARTED: '未启动', SKIPPED: '已跳过', CANCELLED: '已取消', TERMINATED: '已终止', STOPPED: '已停止', DECOMMISSIONED: '已下线',
  },
  signIn: {
    title: '登录', name: '用户名', password: '密码', submit: '登录', ended: '会话已结束，请重新登录。', firstTime: '第一次使用？',
    whereIsIt: '请以 admin 和一次性密码登录。平台首次启动时已写入该密码，仅启动者可读；位于平台主目录：', file: 'secrets/initial-admin-password',
    changeTitle: '设置您的密码', changeWhy: '一次性密码仅在您设置自己的密码之前有效。', current: '一次性密码', new: '新密码', again: '再次输入新密码',
    change: '修改并继续', tooShort: '至少 {count} 个字符。', differs: '两次输入不一致。',
  },
  home: { title: '概览' },
}

export default zh
