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
  live: { lost: '实时更新已断开，正在重连…', refused: '没有实时更新的权限', live: '实时', connecting: '连接中…' },
  search: {
    title: '搜索', placeholder: '搜索页面、工作流、运行、插件包', results: '结果', page: '页面', workflow: '工作流', run: '运行', package: '插件包',
    nothing: '没有找到。', searching: '搜索中…', failed: '搜索失败：{what}',
  },
  who: { platform: '平台', launcher: './sextant', plugin: '插件 {name}' },
  time: { justNow: '刚刚' },
  views: { title: '已保存的视图', save: '保存此视图', name: '名称', where: '保存在此浏览器中。页面地址也包含筛选条件，可复制分享。', remove: '移除视图“{name}”' },
  count: { records: '尚未选择的记录 | {count} 条记录 | {count} 条记录' },
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
    UP: '正常', DOWN: '中断', READY: '就绪', CREATING: '创建中', UPGRADING: '升级中', DROPPING: '删除中', RESERVED: '已预留',
    SUCCEEDED: '成功', HEALTHY: '健康', REGISTERED: '已注册', RUNNING: '运行中', STARTING: '启动中', STOPPING: '停止中', WAITING: '等待中',
    UPLOADED: '待审阅', NEEDS_DECISION: '待处理', UNHEALTHY: '不健康', FAILED: '失败', TIMED_OUT: '超时', UNREACHABLE: '不可达', UNKNOWN: '未知',
    NEVER_STARTED: '未启动', NOT_REACHED: '未执行到', SKIPPED: '已跳过', CANCELLED: '已取消', TERMINATED: '已终止', STOPPED: '已停止', DECOMMISSIONED: '已下线',
  },
  signIn: {
    title: '登录', name: '用户名', password: '密码', submit: '登录', ended: '会话已结束，请重新登录。', unreachable: '平台应答后才能得知您是否仍处于登录状态。', firstTime: '第一次使用？',
    whereIsIt: '请以 admin 和一次性密码登录。平台首次启动时已写入该密码，仅启动者可读；位于平台主目录：', file: 'secrets/initial-admin-password', lost: '忘记密码？', askAdministrator: '其他管理员可在“用户”页面为您设置一次性密码。',
    onTheServer: '若没有其他管理员，或首个密码的文件已丢失：请在运行 Sextant 的机器上，以 root 或启动者身份，在其目录中执行：', recovery: './sextant password admin', recovered: '它会给出新的一次性密码所在的文件；无论 Sextant 正在运行还是已停止均可使用。',
    changeTitle: '设置您的密码', changeWhy: '一次性密码仅在您设置自己的密码之前有效。', current: '一次性密码', new: '新密码', again: '再次输入新密码',
    change: '修改并继续', other: '以其他用户登录', tooShort: '至少 {count} 个字符。', differs: '两次输入不一致。',
  },
  home: {
    title: '概览', first: '一步步完成您的第一次运行', stepsDone: '已完成 {done} / {count}', done: '已完成', recent: '最近的运行', allRuns: '全部运行', noRuns: '还没有运行。', needsDecision: '“{name}”：{count} 条记录未成功 | “{name}”：{count} 条记录未成功', allUndecided: '全部待处理的运行',
    step: {
      upload: { title: '上传插件包', text: '能力由插件提供：执行脚本、管理资源清单。', action: '上传' },
      launch: { title: '审阅、注册并启动', text: '查看它请求的权限，然后启动容器。', action: '打开插件包' },
      hosts: { title: '添加要操作的主机', text: '包括地址、凭据和固定的主机密钥。', action: '添加主机' },
      design: { title: '绘制工作流并部署', text: '插件的服务成为图中的步骤。', action: '设计' },
      run: { title: '启动运行并观察', text: '实时查看每台主机的结果和输出。', action: '启动' },
    },
  },
  form: { yes: '是', no: '否', set: '已设置', isSet: '已设置，不显示', keepSecret: '留空则保持不变', privateKey: '粘贴私钥（OpenSSH 或 PEM）', missing: '尚缺', required: '此项必填。', addAndEnter: '输入后按回车' },
  packages: {
    title: '插件包', one: '插件包', note: '平台的能力，每个都是带容器镜像的归档。', upload: '上传插件包', search: '搜索插件包', name: '插件包', state: '状态', instances: '实例', size: '大小', uploaded: '上传', healthyOf: '{healthy} / {total} 健康', noneFound: '没有插件包符合“{search}”。',
    emptyTitle: '还没有插件包', emptyText: '平台本身不执行操作：插件为工作流提供服务。请上传一个归档（.sextant.zip）。', register: '注册', registered: '{name} 已注册，其服务已进入目录。', launch: '启动实例', launching: '{name} 正在启动。',
    reviewFirst: '请审阅此插件包的请求。注册并启动之前，它不会运行。', decommission: '下线', decommissionTitle: '下线 {name}？', decommissionText: '它没有会离开目录的服务。 | 其 {count} 个服务将离开目录：新的工作流版本不能再使用。 | 其 {count} 个服务将离开目录：新的工作流版本不能再使用。', decommissionRuns: '须先停止实例；已结束的运行仍可查看。',
    removeTitle: '移除 {name}？', removeText: '归档将从存储中删除，需要时须重新上传。',
  },
  upload: { title: '上传插件包', note: '归档在解包前先经验证，审阅并启动后才会运行。', drop: '将插件包拖放到这里', form: '由 “sextant plugin pack” 生成的归档（.sextant.zip）', choose: '选择文件', sending: '已发送 {sent} / {total}（{percent} %）', verifying: '正在验证清单、校验和与镜像…', refused: '“{name}”被拒绝，未保留任何内容。' },
  instances: {
    title: '实例', instance: '实例', state: '状态', cpu: 'CPU', memory: '内存', restarts: '重启', since: '启动于', actions: '操作', logs: '日志', address: '地址', container: '容器', problem: '此实例状态异常', stop: '停止', start: '启动', emptyTitle: '没有运行中的实例', emptyText: '启动一个实例：容器在本机运行，默认封闭并受监视。',
    stopTitle: '停止 {name}？', stopRuns: '目前没有进行中的运行。 | 目前有 {count} 个运行正在进行。 | 目前有 {count} 个运行正在进行。', stopText: '需要 {name} 的步骤将等待实例恢复；主机上正在执行的不受影响。', startTitle: '启动 {name}？', startText: '容器将带着原有数据再次启动。', removeTitle: '移除 {name} 的实例？', removeText: '容器将被移除，插件包仍保持注册。',
  },
  health: { title: '插件健康', note: '全部插件实例。', plugin: '插件', emptyTitle: '没有运行中的插件实例', emptyText: '请先注册并启动插件包。' },
  manifest: {
    asks: '它请求什么', database: '数据库', databaseText: '独立的数据库。', bucket: '存储桶 {name}', bucketText: '对象存储中的独立存储桶。', closed: '除此之外容器是封闭的：非 root、只读、除网关外无网络。', container: '容器', image: '镜像', limits: '限制', cores: '{count} 核', volume: '卷 {name}',
    egress: '可访问', noEgress: '不访问外部', digest: '摘要', services: '服务（{count}）', entities: '数据实体（{count}）', attributes: '{count} 个属性',
  },
  capability: { 'reach-targets': '容器可通过网络访问受管主机。', 'writable-root': '容器可写入其镜像之上的一层，该层随容器一同删除。', other: '封闭配置之外的能力。' },
  asked: { 'inventory-reveal': '可读取资源清单中主机的凭据以登录主机。', other: '其自身身份的权限。' },
  parameter: { name: '名称', kind: '类型', default: '默认值', source: '来源', meaning: '含义', required: '必填', output: '输出' },
  services: { title: '服务', note: '已注册插件为工作流提供的服务。', search: '搜索服务', SYNC: '立即应答', ASYNC: '完成后应答', idempotent: '可安全重复', noneFound: '没有服务符合“{search}”。', emptyTitle: '还没有服务', emptyText: '注册插件包后，其服务会出现在这里。' },
  records: {
    title: '记录', note: '由所属插件保存。', entities: '数据实体', add: '添加', new: '新建：{entity}', open: '打开', name: '名称', actions: '操作', search: '搜索', saved: '已保存。', chosen: '已选 {count}', clear: '全不选', allShown: '全部 {count} 条', allFound: '找到的全部 {count} 条', noneFound: '没有符合的记录。', emptyTitle: '还没有记录：{entity}', emptyText: '请添加第一条，包括工作流访问它所需的信息。',
    noEntities: '还没有数据实体', noEntitiesText: '数据模型由插件发布，例如资源清单的主机。请先注册插件。', removeTitle: '移除“{name}”？', removeText: '工作流将不能再选择它；已结束的运行保留其记录。', unknownEntity: '没有已注册的插件发布 {entity}。', unknownRecord: '没有记录 {id}，可能已被移除。',
  },
  hostKey: { fetch: '获取主机密钥', compare: '请与主机本身显示的指纹核对（ssh-keygen -lf /etc/ssh/ssh_host_*.pub），然后信任：', trust: '信任此密钥', none: '主机没有提供密钥。' },
  workflows: {
    title: '工作流', note: '以插件服务为步骤的 BPMN 设计。', name: '名称', description: '描述', version: '已部署', updated: '修改', actions: '操作', draftOnly: '仅草稿', search: '搜索工作流', runs: '运行', create: '新建工作流', createAndDesign: '创建并设计', fromFile: '来自 BPMN 文件（可选）', noneFound: '没有工作流符合“{search}”。', emptyTitle: '还没有工作流', emptyText: '绘制步骤，绑定服务和主机，部署并运行。',
    removeTitle: '移除“{name}”？', removeText: '草稿将被移除；它从未部署。',
  },
  designer: {
    services: '服务', findService: '查找服务', addService: '点击添加，或拖入图中', noService: '没有符合的服务。', noServices: '还没有注册插件。', chooserHelp: '点击添加到所选步骤之后；拖动可放到任意位置。', saved: '草稿已保存。', unsaved: '未保存', allSaved: '已保存', deployedAs: '已部署为 v{number}', undo: '撤销', redo: '重做', import: '导入', export: '导出', save: '保存草稿', deploy: '部署', mendFirst: '请先修正错误。',
    deployTitle: '将“{name}”部署为版本 {number}？', deployText: '版本此后不再改变，并固定所检查的服务版本。正在进行的运行保持各自版本。', deployed: '版本 {number} 已部署。', importFailed: '无法读取此 BPMN：{what}', conflictTitle: '他人已在此期间保存了该工作流。', conflictText: '您的修改仍在这里。可以导出、载入已保存的内容，或以您的覆盖。', takeTheirs: '载入他人的，放弃我的', overwrite: '以我的覆盖',
    leaveTitle: '不保存就离开？', leaveText: '您对图的修改将丢失。', leave: '离开', stay: '留下', nothingTitle: '未选择', nothingText: '选择一个步骤以绑定服务、记录和参数，或从左侧添加服务。', nodes: '全部节点', leadsTo: '通往', leadsNowhere: '尚无去向', properties: '属性', nodeName: '名称', service: '服务', chooseService: '选择服务', unknownService: '{id} 未注册。', records: '作用于 {entity}', atStart: '启动时选择', fixed: '在此固定', parameters: '参数', filled: '自动填充（{count}）',
    default: '默认：{value}', fromManifest: '来自 {source}', sourceOf: '{name} 的来源', largeEditor: '放大', problems: '问题', noProblems: '没有发现问题。', notChecked: '尚未检查。', ERROR: '错误', WARNING: '警告',
  },
  nodeType: { ServiceTask: '服务步骤', StartEvent: '开始', EndEvent: '结束', ParallelGateway: '并行网关', ExclusiveGateway: '排他网关' },
  source: { CONSTANT: '常量', CONTEXT: '上下文', VARIABLE: '变量', RECORD: '记录' },
  sourceHint: { CONTEXT: '节点.输出', VARIABLE: '名称', RECORD: '属性' },
  constant: { integer: '请输入整数。', number: '请输入数字。', between: '请输入 {minimum} 到 {maximum} 之间的数字。', minimum: '请输入不小于 {minimum} 的数字。', maximum: '请输入不大于 {maximum} 的数字。', array: '请输入 JSON 列表，例如 ["a", "b"]。', object: '请输入 JSON 对象，例如 {\'{\'}"NAME": "value"{\'}\'}。' },
  bpmn: { 'Move the canvas': '移动画布', 'Select several': '框选', 'Make or remove space': '增减间距', 'Connect two nodes': '连接两个节点', Start: '开始', End: '结束', 'In parallel': '并行网关', 'Join of alternatives': '分支汇合', Remove: '移除' },
  diagram: { zoom: '缩放', in: '放大', out: '缩小', fit: '适应' },
  runs: {
    title: '运行', note: '工作流版本的每次执行。', start: '启动运行', search: '搜索运行', filter: '筛选', ofOneWorkflow: '单个工作流', clear: '显示全部', workflow: '工作流', state: '状态', outcomes: '结果', started: '启动', took: '用时', version: 'v{number}', open: '{count} 未完成', noneFound: '没有符合筛选的运行。', emptyTitle: '还没有运行', emptyText: '在选定的主机上启动已部署的工作流，并在这里观察。',
  },
  start: {
    title: '启动运行', workflow: '工作流', version: '版本', chooseWorkflow: '选择工作流', records: '作用于 {entity}', reason: '原因（可选）', reasonHint: '例如变更单号；将随运行显示', what: '将发生什么', will: '在{records}上执行 {count} 个步骤： | 按以下顺序在{records}上执行 {count} 个步骤：', willPlain: '执行 {count} 个步骤： | 按以下顺序执行 {count} 个步骤：', missing: '请至少选择一个 {entity}。', nothingYet: '请先选择工作流。', unset: '请填写 {name}。', secret: '只传给需要它的步骤，之后不再显示。', on: '在 {count} 个上启动', noneTitle: '还没有已部署的工作流', noneText: '只有已部署的版本可以运行。请绘制工作流并部署。',
  },
  run: {
    title: '运行', stopping: '正在终止', progress: '进度', steps: '{done} / {count} 个步骤', outcomes: '结果', records: '记录', who: '启动', took: '用时', expected: '通常约 {expected}', late: '比通常（{expected}）更久', why: '原因', again: '再次运行', againFailed: '在未成功的 {count} 条上再次运行 | 在未成功的 {count} 条上再次运行', terminate: '终止', retry: '重试失败的', skip: '跳过', decide: '“{node}”未全部成功。可重试失败的、跳过此步骤或终止运行。', diagram: '图', nodes: '节点', gantt: '甘特图', logs: '日志', variables: '变量', events: '事件', diagramLabel: '带有各步骤状态的工作流图；“节点”页以列表给出相同内容', node: '步骤', attempt: '尝试', noNodes: '尚无步骤开始。', chooseNode: '请在图或节点列表中选择步骤。', chooseRecord: '请在左侧选择记录以查看输出。',
    filterOutcome: '按结果筛选', record: '记录', outcome: '结果', reason: '原因', exitCode: '退出码', output: '输出', searchRecords: '搜索记录', noneFound: '没有符合的记录。', noRecords: '此步骤不作用于记录。', nodePanel: '所选步骤', service: '服务', retryCount: '重试 {count} 个失败', silent: {
      SUCCEEDED: '没有任何输出。', FAILED: '没有任何输出。', TIMED_OUT: '超时之前没有任何输出。', UNREACHABLE: '从未启动：无法连接 {record}。', NEVER_STARTED: '从未在 {record} 上启动。', CANCELLED: '已取消，没有任何输出。', UNKNOWN: '输出未知，结果也未知。', none: '没有结果。',
    },
    outputSoon: '尚无输出。',
    retryTitle: '重试“{node}”？', retryText: '{count} 条未成功的记录将再次执行，为第 {attempt} 次尝试。', retryKept: '尚无成功的记录。 | 已成功的 {count} 条不受影响。 | 已成功的 {count} 条不受影响。', retried: '正在重试 {count} 条记录。', skipTitle: '跳过“{node}”？', skipText: '尽管 {count} 条记录未成功，运行仍将继续；其结果保持不变。', skipReason: '原因', skipped: '已跳过。',
    terminateTitle: '终止“{name}”的运行？', terminateText: '目前没有正在执行的；不再开始新步骤。 | {count} 条记录上正在执行的将被要求停止；不再开始新步骤。 | {count} 条记录上正在执行的将被要求停止；不再开始新步骤。', terminateSteps: '{count} 个步骤将不再执行。 | {count} 个步骤将不再执行。', terminateFinal: '此操作无法撤销。', terminateReason: '原因', terminated: '正在终止运行。',
  },
  reason: { EXIT_CODE: '退出码', AUTHENTICATION_FAILED: '认证失败', HOST_KEY_MISMATCH: '主机密钥与固定的不同', NO_SUCH_USER: '没有此用户', CONNECT_TIMEOUT: '未及时应答', CONNECTION_REFUSED: '连接被拒绝' },
  variables: {
    name: '变量', value: '值', nodes: '使用者', secret: '机密，从不显示', notGiven: '未给出', missing: '未给出，但有步骤需要', unused: '不显示：没有步骤使用', none: '没有变量', noneText: '此版本没有步骤使用变量，运行启动时也未给出变量。',
  },
  gantt: { since: '自启动起', now: '现在', waiting: '尚未开始：{nodes}' },
  events: { at: '时间', what: '事件', who: '操作者', data: '详情', none: '还没有事件。', attempt: '第 {attempt} 次尝试', onRecords: '作用于 {count} 条记录', begun: '已在 {count} 条记录上开始' },
  event: { 'run-started': '运行已启动', 'run-changed': '运行已变化', 'node-changed': '步骤已变化', 'records-changed': '结果已变化' },
  log: {
    search: '搜索日志', hits: '{at} / {count}', previous: '上一个', next: '下一个', follow: '跟随', wrap: '换行', times: '时间', empty: '尚无输出。', dropped: '此处未显示较早的 {count} 行；下载中包含。', longLine: ' … 另有 {count} 个字符；下载中包含。', state: { connecting: '连接中…', live: '实时', lost: '连接断开，正在重连…', ended: '完整' },
  },
  resources: {
    title: '资源', note: '运行插件的主机，以及存放其数据库、存储桶和出口代理的主机。', add: '添加主机', editTitle: '编辑“{name}”',
    host: '主机', kind: '类型', name: '名称', address: '地址', state: '状态', capacity: '容量', size: '{cpus} 核，{memory}', quota: '上限', unlimited: '不限', actions: '操作',
    kinds: { DOCKER: 'Docker 引擎', DATABASE: '数据库服务器', STORAGE: '对象存储', PROXY: '代理（Squid）' },
    loginOf: { DOCKER: '登录名', DATABASE: '登录名', STORAGE: '访问密钥', PROXY: '登录名' }, secretOf: { DOCKER: '密钥', DATABASE: '密码', STORAGE: '私有密钥', PROXY: '密码' },
    secretKept: '已设置；留空则保留', rights: '该登录名要创建库和用户：需要 *.* 上的全部权限以及授权权限。', mostItems: '最多容纳的库或存储桶数', tls: '使用 TLS；服务器须证明其名称',
    proved: '保存之前，平台会登录该主机并试做一遍将来要做的事。', check: '检查', checkTitle: '现在检查“{name}”？', checkText: '平台会登录并试做一遍所需操作；不会留下任何东西。',
    drain: '排空', drained: '已排空', drainTitle: '排空“{name}”？', drainText: '不再放入新的内容；已有的保留。', resume: '恢复', resumeTitle: '恢复“{name}”？', resumeText: '可以再次放入新的内容。',
    removeTitle: '移除“{name}”？', removeText: '平台会忘记该主机及其密钥；主机上不做任何改动。上面有内容时会被拒绝。', these: '上面有：{names}。', theseAndMore: '上面有：{names} 等。',
    nothingThere: '上面没有内容', nothingText: '分配给插件的内容会显示在这里。', on: '{name} 上的内容', what: '内容', forWhom: '所属', since: '起始时间', kept: '保留',
    things: { INSTANCE: '实例', SCHEMA: '库', BUCKET: '存储桶' }, drop: '删除', dropTitle: '删除“{name}”及其全部内容？', dropText: '{plugin} 没有实例。它在这里存储的内容将永久消失。', dropConfirm: '输入 {name} 以确认',
    ask: '查询', askTitle: '查询 {name}', askText: '一条只读的 SELECT 语句。以只能查询的用户执行，最多数秒；谁查询了什么会被记录。', answer: '结果', answerRows: '{count} 行', answerCut: '前 {count} 行，过长的文本已截断',
    emptyTitle: '还没有主机', emptyText: '在启动带数据库的插件之前，请先录入 MariaDB 或 MySQL 服务器。',
  },
  users: { title: '用户', note: '谁可以登录，以及各自的角色。', add: '添加用户', name: '用户名', displayName: '姓名', roles: '角色', created: '{name} 可用此密码登录一次，之后须另设密码。仅在此显示。', none: '没有用户。',
    password: '密码', own: '自设', oneTime: '一次性密码', actions: '操作', reset: '更换密码', resetTitle: '更换“{name}”的密码？', resetText: '现有密码立即失效，{name} 的所有会话将在数分钟内结束。', resetKept: '已启动的运行不受影响。您会得到一个一次性密码以便转交。',
  },
  role: { administrator: '管理员', designer: '设计者', operator: '操作员', viewer: '只读' },
}

export default zh
