{%- set columns = [
    'signal_id', 'provider', 'account_id', 'domain', 'topic', 'score', 'observed_on',
    'delivered_on'
] -%}

{{ latest_version(source('intent', 'intent_signals'), ['signal_id'], columns) }}
