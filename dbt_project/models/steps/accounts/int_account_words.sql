{# Lists that describe an account as of as_of, each as one text: intent topics of the last 90 days, the
   competitors' among them, competitors in opportunities, pains, roles of people, subsidiaries. #}
with

topic_scores as (

    select
        account_key, topic, provider, cast(max(score) as decimal(9, 2)) as score
    from {{ ref('int_intent_signals') }}
    where observed_day > {{ as_of_day() }} - {{ engaged_window_days() }}
    group by account_key, topic, provider

),

topics as (

    select
        topic_scores.account_key, topic_scores.score, coalesce(intent_topics.is_competitor, false) as is_competitor,
        topic_scores.topic || ' (' || topic_scores.provider || ')' as word
    from topic_scores
    left join {{ ref('intent_topics') }} as intent_topics
        on topic_scores.topic = lower(trim(intent_topics.topic))

),

roles as (

    select role, min(priority) as priority from {{ ref('buying_roles') }} group by role

),

words as (

    select account_key, 'topics' as list, word, -score as place from topics
    union all
    select account_key, 'competitor_topics', word, -score from topics where is_competitor
    union all
    select distinct account_key, 'competitors', trim(competitor), 0
    from {{ ref('int_opportunities') }}
    where trim(competitor) <> '' and not is_won
    union all
    select distinct people.account_key, 'pains', trim(versions.pain_point), 0
    from {{ ref('int_people') }} as people
    inner join {{ ref('int_person_versions') }} as versions
        on people.person_key = versions.person_key
        and versions.valid_from_day <= {{ as_of_day() }}
        and versions.valid_to_day > {{ as_of_day() }}
    where people.account_key is not null and people.exclusion_reason is null and trim(versions.pain_point) <> ''
    union all
    select
        coverage.account_key, 'roles', coverage.role || ' ' || cast(coverage.known as string), roles.priority
    from {{ ref('int_buying_group_coverage') }} as coverage
    inner join roles on coverage.role = roles.role
    where coverage.known > 0
    union all
    select parents.account_key, 'subsidiaries', coalesce(children.name, children.account_id), 0
    from {{ ref('int_accounts') }} as children
    inner join {{ ref('int_accounts') }} as parents on children.parent_account_id = parents.account_id
    where children.exclusion_reason is null

),

lists as (

    select
        account_key, list, cast(count(*) as integer) as number_of_words,
        {{ joined_text('word', ', ', 'place, word') }} as words
    from words
    group by account_key, list

)

select
    account_key,
    {% for list in ['topics', 'competitor_topics', 'competitors', 'pains', 'roles', 'subsidiaries'] -%}
    max(case when list = '{{ list }}' then words end) as {{ list }},
    {% endfor -%}
    max(case when list = 'subsidiaries' then number_of_words end) as number_of_subsidiaries
from lists
group by account_key
