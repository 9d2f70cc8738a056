{#
  So many threads as the run was told, or chose for the size of its data: all of a database that the pipeline did
  not prepare. Not in the profile, where another number would make dbt parse its project anew.
#}
{% macro keep_to_threads() %}
    {%- if execute and flags.WHICH in ('build', 'run') -%}
        set threads = {{ run_query('select threads from control.computing').columns[0].values()[0] }}
    {%- endif -%}
{% endmacro %}
