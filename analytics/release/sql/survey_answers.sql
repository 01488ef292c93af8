-- One row per survey year per stock type per answer on complaints handling.
--
-- Only the five answers count (TP09). People who said they had complained but gave no
-- answer are in none of them; counting them would make every landlord look worse.

with

surveys as (

    select * exclude (set_aside_columns) from stg_perception_survey

),

answers as (

    select *
    from surveys
    unpivot include nulls (
        weighted_count for answer in (
            very_satisfied,
            fairly_satisfied,
            neither,
            fairly_dissatisfied,
            very_dissatisfied
        )
    )

),

-- A survey with any of the five missing has no total to take a share of.
complete as (

    select
        reporting_year,
        stock_type
    from answers
    group by reporting_year, stock_type
    having count(weighted_count) = 5

),

dated as (

    select
        answers.stock_type as tenure,
        answers.answer,
        answers.reporting_year,

        make_date(cast(answers.reporting_year[1:4] as integer) + 1, 3, 31)
            as year_end_date,

        answers.weighted_count,
        answers.design_effect,

        complete.reporting_year is not null as is_complete,
        coalesce(answers.is_weighted, false) as is_weighted,
        answers.answer in ('very_satisfied', 'fairly_satisfied') as is_satisfied
    from answers
    left join complete
        on
            answers.reporting_year = complete.reporting_year
            and answers.stock_type = complete.stock_type

)

select * from dated
order by reporting_year, tenure, answer
