import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { router } from './app/router'
import { useElement } from './element'
import { i18n } from './i18n'
import './styles/tokens.css'
import './styles/base.css'
import './styles/element.css'

const app = createApp(App)
app.use(createPinia())
app.use(i18n)
app.use(router)
useElement(app)
app.mount('#app')
