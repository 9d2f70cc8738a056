{# People are one by a merge of the source, one e-mail or one phone, and whatever these tie together.
   The record that stands for a person: not deleted, not merged away if any is left, the earliest. #}
with

records as (

    select
        keys.*,
        coalesce(groups.group_id, keys.identity_key) as group_key,
        coalesce(merges.merge_rank, 0) as merge_rank
    from {{ ref('int_person_keys') }} as keys
    left join {{ ref('int_person_merges') }} as merges on keys.person_id = merges.person_id
    left join {{ ref('int_person_groups') }} as groups on keys.identity_key = groups.identity_key
    where keys.is_gone = 0 or merges.person_id is not null

),

profiling_consents as (

    select
        person_id, status,
        row_number() over (partition by person_id order by changed_at desc, status desc) as consent_rank
    from {{ ref('stg_automation__consents') }}
    where purpose = 'profiling' and {{ business_day('changed_at') }} <= {{ as_of_day() }}

),

consented as (

    select
        records.*,
        records.is_withdrawn or coalesce(profiling_consents.status = 'withdrawn', false) as has_withdrawn
    from records
    left join profiling_consents
        on records.person_id = profiling_consents.person_id and profiling_consents.consent_rank = 1

),

identified as (

    select
        person_id,
        email,
        first_value(person_id) over (
            partition by group_key order by is_gone, merge_rank, created_at, person_id
            rows between unbounded preceding and unbounded following
        ) as survivor_id,
        min(is_gone) over (partition by group_key) as are_all_gone,
        count(*) over (partition by group_key) as records,
        max(case when has_withdrawn then 1 else 0 end) over (partition by group_key) = 1 as is_withdrawn
    from consented

)

select person_id, email, survivor_id, records, is_withdrawn from identified where are_all_gone = 0
