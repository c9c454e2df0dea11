package dev.sextant.inventory.host;

import dev.sextant.sdk.Attribute;
import dev.sextant.sdk.PluginEntity;
import dev.sextant.sdk.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A machine that jobs reach over SSH. */
@PluginEntity(
        name = "host",
        title = "Host",
        titleZh = "主机",
        summary = "A machine that jobs reach over SSH",
        summaryZh = "作业通过 SSH 访问的机器")
record Host(
        @Attribute(title = "Name", titleZh = "名称", help = "Unique among the hosts", helpZh = "在主机中唯一")
        String name,

        @Attribute(title = "Address", titleZh = "地址", help = "An IP address or a host name", helpZh = "IP 地址或主机名")
        String address,

        @Attribute(title = "Port", titleZh = "端口", help = "Where its SSH server listens", defaultValue = "22")
        int port,

        @Attribute(title = "User", titleZh = "用户", help = "Who signs in")
        String user,

        @Attribute(title = "Authentication", titleZh = "认证方式")
        Authentication authentication,

        @Attribute(
                title = "Credential",
                titleZh = "凭据",
                help = "The private key (not encrypted) or the password; sealed, and never shown again",
                helpZh = "私钥（未加密）或密码；加密保存，不再显示",
                multiline = true)
        Secret credential,

        @Attribute(
                title = "Host key",
                titleZh = "主机密钥",
                help = "The key that the host must prove to have, as OpenSSH writes it: type and base64",
                helpZh = "主机必须证明拥有的密钥，OpenSSH 格式：类型和 base64")
        String hostKey,

        @Attribute(title = "Operating system", titleZh = "操作系统") @Nullable String os,

        @Attribute(title = "Tags", titleZh = "标签") List<String> tags,

        @Attribute(title = "Description", titleZh = "描述", multiline = true) @Nullable String description) {}
