{# Looks at which a feed showed an account to surge. #}
select distinct surges.provider, looks.account_key, looks.look_no, looks.is_engaged
from {{ ref('int_feed_surges') }} as surges
inner join {{ ref('int_feed_looks') }} as looks
    on surges.account_key = looks.account_key
    and looks.day >= surges.from_day
    and looks.day < surges.to_day
