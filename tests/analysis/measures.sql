-- A dozen measures over the Parquet file of a log without corrections, as anybody could state them.
-- Each gives: measure, numerator, denominator, value.
with event as (
    select case_id, event, occurred_at, seq, nullif(data, '')::json as data from read_parquet($log)
    where occurred_at <= $as_of
),
said as (
    select *, data ->> 'purpose' as purpose, data ->> 'result' as result, data ->> 'by' as decided_by,
        data ->> 'of' as of_whom
    from event
    where event in ('file.submitted', 'court.outcome', 'decision.made', 'device.requested')
),
first as (
    select case_id,
        min(occurred_at) filter (event = 'crime.reported') as reported,
        min(occurred_at) filter (event = 'crime.recorded') as recorded,
        min(occurred_at) filter (event = 'charge.made') as charged,
        min(occurred_at) filter (event = 'trial.started') as trial,
        min(occurred_at) filter (event = 'contact.agreed') as contact,
        count(*) filter (event = 'actionplan.sent') as plans
    from event group by case_id
),
says as (
    select case_id,
        min(occurred_at) filter (event = 'file.submitted' and purpose = 'charging') as charging,
        min(occurred_at) filter (purpose in ('charging', 'resubmission')) as referred,
        min(occurred_at) filter (event = 'court.outcome' and result in ('guilty_plea', 'convicted'))
            as convicted,
        min(occurred_at) filter (event = 'device.requested' and of_whom = 'victim') as device
    from said group by case_id
),
decision as (  -- each suspect's last; in this log a decision names nobody, or nobody else is left
    select case_id, arg_max(decided_by, (occurred_at, seq)) as decided_by,
        arg_max(result, (occurred_at, seq)) as result, max(occurred_at) as decided
    from said where event = 'decision.made' and result is not null group by case_id
),
c as (
    select *, coalesce(result = 'no_further_action' and decided_by = 'police', false) as by_police,
        coalesce(result = 'no_further_action' and decided_by = 'cps', false) as by_cps
    from first left join says using (case_id) left join decision using (case_id)
    where reported is not null
),
days as (
    select *, epoch_us(charging) - epoch_us(reported) as to_referral,
        epoch_us(charged) - epoch_us(reported) as to_charge,
        epoch_us(trial) - epoch_us(reported) as to_trial,
        case when by_police then epoch_us(decided) - epoch_us(reported) end as to_police_nfa,
        case when by_cps then epoch_us(decided) - epoch_us(reported) end as to_cps_nfa
    from c
),
shares(measure, inside, yes) as (
    select 'funnel.referred', recorded is not null, referred is not null from c
    union all select 'funnel.charged', recorded is not null, charged is not null from c
    union all select 'funnel.convicted', recorded is not null, convicted is not null from c
    union all select 'contact.agreed', by_police, contact is not null from c
    union all select 'device.requested', true, device is not null from c
    union all select 'actionplan.more_than_one', by_cps, plans > 1 from c
    union all select 'actionplan.more_than_three', by_cps, plans > 3 from c
),
times(measure, took) as (
    select 'time.report_to_referral', to_referral from days
    union all select 'time.report_to_charge', to_charge from days
    union all select 'time.report_to_trial', to_trial from days
    union all select 'time.report_to_police_nfa', to_police_nfa from days
    union all select 'time.report_to_cps_nfa', to_cps_nfa from days
)
select 'cases.recorded' as measure, count(recorded)::double, count(*), count(recorded)::double as value
from c
union all
select measure, count(*) filter (yes)::double, count(*)::bigint, avg(yes::int) as value
from shares where inside group by measure
union all
select measure, sum(took) / 86400e6, count(*)::bigint, avg(took) / 86400e6
from times where took >= 0 group by measure
union all
select measure || '.median', null, count(*)::bigint, median(took) / 86400e6
from times where took >= 0 group by measure
order by measure
