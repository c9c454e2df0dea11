package dev.sextant.sdk.processor;

/** What the processor adds to a manifest for the code of the test. */
final class Expected {

    static final String MANIFEST = """
            entities:
            - name: guest
              title:
                en: Guest
                zh: 客人
              summary:
                en: Somebody
              attributes:
              - name: name
                type: string
                required: true
                title:
                  en: Name
              - name: room
                type: integer
                default: 22
              - name: language
                type: string
                required: true
                enum:
                - EN
                - ZH
              - name: password
                type: secret
                required: true
              - name: tags
                type: string
                many: true
              - name: friend
                reference: greeter:guest
              - name: note
                type: text
            services:
            - name: forget
              title:
                en: Forget
              path: /greeter/v1/services/forget
              mode: async
              cancel: /greeter/v1/services/forget/cancel
              invocations: /greeter/v1/invocations
              input:
                name:
                  type: string
                  title:
                    en: Name
                    zh: 名字
                  help:
                    en: Whom to greet
                  required: true
                  from: constant
                language:
                  type: string
                  enum:
                  - EN
                  - ZH
                  default: EN
                password:
                  type: string
                  format: password
                token:
                  type: string
                  secret: true
                patience:
                  type: string
                  format: duration
                tags:
                  type: array
                  items: string
                mark:
                  type: string
                  required: true
                  enum:
                  - a
                  - b
                times:
                  type: integer
                  default: 3
                  minimum: 1
                  maximum: 99
                loud:
                  type: boolean
                  default: false
                extra:
                  type: object
              output:
                text:
                  type: string
                  to: context
                lengths:
                  type: array
                  items: integer
            - name: greet
              title:
                en: Greet
                zh: 问候
              summary:
                en: Says hello
              path: /greeter/v1/services/greet
              target: greeter:guest
              mode: sync
              idempotent: true
              undo: forget
              timeout: PT10S
              batch: 3
              input:
                name:
                  type: string
                  title:
                    en: Name
                    zh: 名字
                  help:
                    en: Whom to greet
                  required: true
                  from: constant
                language:
                  type: string
                  enum:
                  - EN
                  - ZH
                  default: EN
                password:
                  type: string
                  format: password
                token:
                  type: string
                  secret: true
                patience:
                  type: string
                  format: duration
                tags:
                  type: array
                  items: string
                mark:
                  type: string
                  required: true
                  enum:
                  - a
                  - b
                times:
                  type: integer
                  default: 3
                  minimum: 1
                  maximum: 99
                loud:
                  type: boolean
                  default: false
                extra:
                  type: object
              output:
                text:
                  type: string
                  to: context
                lengths:
                  type: array
                  items: integer
              plan: /greeter/v1/services/greet/plan
            """;

    private Expected() {}
}
