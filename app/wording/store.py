"""Sentences about the store, secrets, and number series."""

from __future__ import annotations

from app.wording import N_

SENTENCES = {
    "store.too-new": N_(
        "数据文件 {place} 由更新版本的程序建立（结构版本 {revision}），请先升级本程序再打开。"
    ),
    "store.in-use": N_(
        "数据文件 {place} 已被另一个程序窗口打开，请使用已打开的窗口，或先将其关闭。"
    ),
    "store.busy": N_("数据库正被其他操作占用（{place}），本次未保存任何内容，请稍候再试一次。"),
    "store.disk-full": N_("磁盘空间不足，本次未保存任何内容，请清理 {place} 所在磁盘后再试。"),
    "store.disk-error": N_("读写 {place} 时磁盘出错，本次未保存任何内容，请检查磁盘后再试。"),
    "store.read-only": N_("没有写入 {place} 的权限，请检查该文件及所在文件夹的权限。"),
    "store.cannot-open": N_("无法打开或建立数据文件 {place}，请检查路径和文件夹的权限。"),
    "store.not-a-database": N_(
        "文件 {place} 不是本程序的数据文件，或密钥不符，请指定正确的文件；原文件未作任何改动。"
    ),
    "store.not-ours": N_("数据库 {place} 属于其他程序，请另选一个位置；原有内容未作任何改动。"),
    "store.damaged": N_(
        "数据文件 {place} 已损坏，请停止使用并从备份恢复（同一文件夹下的 backups），恢复前请保留原文件。"
    ),
    "store.unreachable": N_("连接不上中心数据库（{place}），请检查网络和数据库服务后再试。"),
    "store.no-cipher": N_("已指定数据库密钥，但本机没有安装加密组件 SQLCipher，请安装后再打开。"),
    "store.central-url": N_("中心数据库地址应以 postgresql+psycopg:// 开头，请更正设置。"),
    "store.paper-damaged": N_("文书 {number} 的存档内容与其校验值不符，不能再打印，请联系管理员。"),
    "store.name-taken": N_("账户名“{name}”已被使用，请换一个名字。"),
    "store.scan-damaged": N_(
        "扫描件 {name} 的存档内容与其校验值不符，不能再使用，请联系管理员并重新扫描原件。"
    ),
    "store.blank-used": N_("空白证 {number} 已经使用或作废，请核对号码后换用下一张。"),
    "certificate.printed-meanwhile": N_(
        "这一份证照刚刚已经打印过，本次未再打印，也未占用空白证，请刷新后查看打印记录。"
    ),
    "case.changed-meanwhile": N_("该办件刚被他人办理，本次未保存任何内容，请刷新后再办。"),
    "journal.chain-broken": N_(
        "工位“{station}”的日志链在第 {seq} 条处断裂，记录可能被改动，请保留现场并报告审计管理员。"
    ),
    "number.not-leased": N_("号码 {number} 不在已领取的号段内，不能作废，请核对号码。"),
    "number.already-issued": N_("号码 {number} 已经使用，不能作废，请核对号码。"),
    "number.already-void": N_("号码 {number} 已经作废，不必重复操作。"),
    "secret.no-keyring": N_(
        "本机没有可用的系统密钥库，请安装或解锁密钥库；命令行也可用环境变量 {variable} 提供该密钥。"
    ),
    "secret.keyring-locked": N_("系统密钥库未能打开，请解锁密钥库后再试。"),
}
