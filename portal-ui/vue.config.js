const { defineConfig } = require('@vue/cli-service')

module.exports = defineConfig({
  publicPath: '/portal/',
  outputDir: 'target/classes/META-INF/resources/portal',
  productionSourceMap: false,
  parallel: false,
  transpileDependencies: false,
  devServer: {
    port: Number(process.env.PORTAL_DEV_PORT || 20700),
    proxy: {
      '^/(auth|platform|inventory|job-execution)/': {
        target: process.env.SEXTANT_GATEWAY_URL || 'http://127.0.0.1:8080',
      },
    },
  },
  chainWebpack: (config) => {
    // vue-tsc checks the types, templates included; a second checker would only be slower and see less.
    config.plugins.delete('fork-ts-checker')
    config.plugin('define').tap(([definitions]) => [
      {
        ...definitions,
        __VUE_OPTIONS_API__: JSON.stringify(true),
        __VUE_I18N_FULL_INSTALL__: JSON.stringify(false),
        __VUE_I18N_LEGACY_API__: JSON.stringify(false),
        __INTLIFY_PROD_DEVTOOLS__: JSON.stringify(false),
      },
    ])
  },
  configureWebpack: {
    performance: { hints: false },
  },
})
