/** Texts of the first run: three doors. */
export const firstRun = {
  title: '开始使用分合',
  lead: '断网也能照常记账、派活、写文档；线路恢复后，各机构的记录自动汇合，一笔不少。',
  create: {
    title: '创建企业',
    hint: '您在总部，第一次使用。几项信息即可开始，不需要服务器。',
    action: '创建企业',
    name: '企业名称',
    namePlaceholder: '远山商贸',
    office: '总部代码',
    officeHint: '1 到 6 位大写字母或数字，印在单据号上，例如 SH',
    person: '您的姓名',
    submit: '创建并开始',
  },
  join: {
    title: '用登记码加入',
    hint: '企业已在使用分合，管理员给了您一个登记码。',
    action: '加入企业',
    url: '中继地址',
    urlPlaceholder: 'ws://192.168.1.10:4400',
    code: '登记码',
    person: '您的姓名',
    submit: '加入企业',
    working: '正在登记并取得数据…',
  },
  sample: {
    title: '先看看示例',
    hint: '一家虚构企业：300 种物料、4 个看板、40 篇文章。随便点，不影响任何人。',
    action: '打开示例企业',
    working: '正在准备示例数据…',
  },
  back: '返回',
} as const;
