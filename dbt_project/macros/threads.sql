{#
  So many threads as were told, or chosen for the size of the data, when the working database was prepared. Not
  in the profile, where another number would make dbt parse its project anew. Only of DuckDB: elsewhere threads
  belong to the server.
#}
{% macro keep_to_threads() %}
    {{- adapter.dispatch('keep_to_threads')() -}}
{% endmacro %}

{% macro default__keep_to_threads() %}
{% endmacro %}

{% macro duckdb__keep_to_threads() %}
    {%- if execute and flags.WHICH in ('build', 'run') -%}
        set threads = {{ run_query('select threads from control.computing').columns[0].values()[0] }}
    {%- endif -%}
{% endmacro %}
