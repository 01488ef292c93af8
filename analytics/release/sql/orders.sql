-- One row per Ombudsman order or recommendation.

with

orders as (

    -- A date that could not be read is not an empty one.
    select
        * exclude (set_aside_columns),
        list_contains(coalesce(set_aside_columns, []), 'complied_date')
            as is_compliance_unknown
    from stg_ombudsman_orders

),

flagged as (

    select
        orders.determination_id,
        orders.order_id,
        orders.kind,
        orders.description,

        orders.due_date,
        orders.complied_date,

        orders.kind = 'order' as is_order,
        orders.is_compliance_unknown,
        orders.kind = 'order'
        and orders.complied_date is null
        and not orders.is_compliance_unknown
            as is_open_order,
        orders.due_date is not null as has_due_date,
        coalesce(orders.due_date <= release_facts.as_at, false) as is_due,
        coalesce(orders.complied_date <= orders.due_date, false) as is_on_time,
        orders.complied_date is null
        and not orders.is_compliance_unknown
        and coalesce(orders.due_date < release_facts.as_at, false) as is_overdue
    from orders
    cross join release_facts

)

select * from flagged
order by due_date, determination_id, order_id
