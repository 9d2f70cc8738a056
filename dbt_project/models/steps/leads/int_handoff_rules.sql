{# Rules of hand-offs in force. Of several reasons on one day the one that says most goes first: a customer
   who asks for more, then a trial's user, then whoever asks, then what is known, then the score. #}
select
    subject,
    trim(crossing) as crossing,
    trim(reason_code) as reason_code,
    trim(audience) as audience,
    priority,
    coalesce(quiet_days, 14) as quiet_days,
    {{ is_request_crossing('crossing') }} as is_request,
    case crossing
        when 'service' then 1 when 'product' then 2 when 'request' then 3 when 'bant' then 4 when 'score' then 5 else 6
    end as reason_rank
from {{ ref('handoff_rules') }}
where coalesce(is_active, true)
