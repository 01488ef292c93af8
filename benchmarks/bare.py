"""The reference page: bare Streamlit with one plotly chart and nothing else."""

import plotly.graph_objects as go
import streamlit as st


st.title("Bare")
st.plotly_chart(
    go.Figure(go.Bar(x=["Q1", "Q2", "Q3", "Q4"], y=[21, 18, 25, 19])),
    config={"displayModeBar": False},
)
